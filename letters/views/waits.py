"""Letters that were approved and wait: their students are to be found first."""

from collections.abc import Collection
from dataclasses import dataclass

from accounts.access import StaffRequest, permissions_on
from accounts.choices import Permission
from attendance.queries.holds import Answer, Hold, may_answer, questions_of, visible_holds
from letters.choices import Stage
from letters.forms import HeldMailedForm, MailedForm
from letters.models import Notice
from letters.queries.obstacles import sought

ON_ITS_WAY = (Stage.APPROVED, Stage.PRINTED)


@dataclass(frozen=True)
class OnHold:
    """A letter on its way with what keeps it."""

    student_id: int
    holds: tuple[Hold, ...]


def waits_of(request: StaffRequest, notice: Notice) -> tuple[tuple[Hold, ...], bool]:
    """Return what keeps a letter that was approved, as the person may read it, and whether they may
    answer it, which takes who may approve it. No statement about one that is due, mailed or stopped.
    """
    if notice.stage not in ON_ITS_WAY:
        return (), False
    on = request.scope.on
    one = OnHold(notice.student_id, tuple(sought([notice], on=on).get(notice.pk, ())))
    [visible] = visible_holds([one], request.scope, on=on)
    if not one.holds or not may_answer(one.holds, visible):
        return visible, False
    return visible, Permission.LETTER_APPROVE in permissions_on(
        request.scope, notice.student, on=on
    )


def dated_today(request: StaffRequest) -> MailedForm:
    return MailedForm(initial={"on": request.scope.on}, today=request.scope.on)


def mailed_form_of(request: StaffRequest, waits: Collection[Hold], notice: Notice) -> MailedForm:
    """Return the form that marks a letter as mailed, which asks why it goes if something keeps it."""
    if not waits:
        return dated_today(request)
    asked = {"on": request.scope.on, "questions": questions_of(tuple(waits))}
    return HeldMailedForm(key=notice.pk, initial=asked, today=request.scope.on)


def sent_form(request: StaffRequest) -> MailedForm:
    """Return what was sent: of a letter that something keeps, with why it goes."""
    if "questions" not in request.POST:
        return MailedForm(request.POST, today=request.scope.on)
    key = request.POST.get("notice", "")
    return HeldMailedForm(request.POST, key=key, today=request.scope.on)


def answer_to(request: StaffRequest, form: MailedForm) -> Answer | None:
    """Return a person's words on why one letter goes, if they were shown what keeps it."""
    words, asked = form.cleaned_data.get("answer"), form.cleaned_data["notice"]
    if not words or len(asked) != 1:
        return None
    _, may = waits_of(request, Notice.objects.get(pk=asked[0]))
    return Answer(words, form.cleaned_data["questions"]) if may else None
