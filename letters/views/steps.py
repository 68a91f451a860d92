"""Steps of letters: approve, take back, mark as mailed; approve a wording."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, fetch, fetch_all, require_over_district, requires
from accounts.choices import Permission
from attendance.queries.holds import Answer, may_answer, visible_holds
from core.addresses import back_to
from core.refusals import attempt, note_refusal, refuse
from core.undo import moment_from, tagged
from letters import actions
from letters.access import notices_for
from letters.actions.approving import Approved
from letters.actions.mailing import Mailed
from letters.actions.recalling import Recalled, approved_by
from letters.choices import Stage
from letters.forms import ApproveForm, MailedForm, StageForm
from letters.models import Copy, Notice
from letters.queries.due import due_letters
from letters.queries.kinds import by_kind
from letters.views.batches import batch_page
from letters.views.pages import address, letter_page, letters_page
from letters.views.waits import answer_to, sent_form
from students.rules.names import place_by_name

FELL = "It was withdrawn: take the letter out of the pile."
WAITS = "Its report waits for a decision: leave the letter out of the pile until then."
SOUGHT = (
    "It is on hold: leave the letter out of the pile; its page says why. If it is with the post by"
    " now, ask Pupil Services: whoever may approve letters marks it there with the reason."
)
TWIN = "{twin} is on record: ask Pupil Services whether it is to be sent."
NO_WORDS = "Nothing was done: the page was not understood. Choose at least one letter."


@require_POST
@requires(Permission.LETTER_APPROVE)
def approve(request: StaffRequest) -> HttpResponse:
    """Approve the notices named, or the one with its answer. One out of reach approves none."""
    form = ApproveForm(request.POST, key=request.POST.get("notice", ""))
    back = StageForm(request.POST)
    if not form.is_valid():
        if len(asked := form.cleaned_data.get("notice", [])) == 1:
            return letter_page(request, asked[0], status=422, answer_form=form)
        refuse(request, NO_WORDS)
        return redirect(address(back))
    asked = form.cleaned_data["notice"]
    fetch_all(request, Notice, Permission.LETTER_APPROVE, asked)
    answer = Answer(form.cleaned_data["answer"], form.cleaned_data["questions"])
    answers = _answers(request, asked, answer)
    done = attempt(request, lambda: actions.approve(request.act, notices=asked, answers=answers))
    if done.result:
        _say(request, done.result)
    return redirect(back_to(request, address(back)))


def _answers(request: StaffRequest, asked: list[int], answer: Answer) -> dict[int, Answer]:
    """Return the answer for the one notice it is about, if the person was told each question."""
    if not answer.words or len(asked) != 1:
        return {}
    rows = Notice.objects.filter(pk__in=asked).select_related("student", "school")
    due = due_letters([*rows], on=request.scope.on)
    visible = visible_holds(due, request.scope, on=request.scope.on)
    return {
        one.notice.pk: answer
        for one, holds in zip(due, visible, strict=True)
        if may_answer(one.holds, holds)
    }


def _say(request: StaffRequest, done: Approved) -> None:
    if done.notices:
        count = len(done.notices)
        noun = "letter is" if count == 1 else "letters are"
        messages.success(
            request,
            f"{count} {noun} approved and with the printer.",
            extra_tags=tagged("letters:undo_approving", request.act.at),
        )
    if done.held or done.unworded or not done.notices:
        note_refusal(request)
    if done.held:
        messages.warning(
            request,
            f"{len(done.held)} not approved: a question is open. Open the letter and read it again.",
        )
    if done.unworded:
        messages.warning(
            request, f"{len(done.unworded)} not approved: the wording is not approved yet."
        )
    if not done.notices and not done.held:
        messages.info(request, "Nothing was left to approve: it had been done already.")


@require_POST
@requires(Permission.LETTER_APPROVE)
def undo_approving(request: StaffRequest) -> HttpResponse:
    """Take back what this person approved at a moment, as far as the printer has not begun."""
    at = moment_from(request.POST.get("at", ""))
    notices = approved_by(request.act, at) if at else []
    if at and notices:
        fetch_all(request, Notice, Permission.LETTER_APPROVE, [one.pk for one in notices])
        undo = partial(actions.recall_all, request.act, approved_at=at)
        attempt(request, undo, _recalled)
    else:
        messages.info(request, "Nothing is left to undo: these letters moved on since.")
    return redirect(back_to(request, reverse("letters:letters")))


def _recalled(done: Recalled) -> str:
    count = len(done.notices)
    said = f"Undone: {count} {'letter is' if count == 1 else 'letters are'} due again."
    if done.begun:
        noun = "letter stays" if done.begun == 1 else "letters stay"
        said += f" {done.begun} {noun} approved: the printer had begun."
    return said


@require_POST
@requires(Permission.LETTER_APPROVE)
def recall(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an approval back while nothing is printed."""
    notice = fetch(request, Notice, Permission.LETTER_APPROVE, pk)
    return _change(
        request,
        notice,
        lambda: actions.recall(request.act, notice=notice),
        "The approval was taken back. The letter is due again.",
    )


@require_POST
@requires(Permission.LETTER_APPROVE)
def reprint(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the copies of a letter again that could not be printed, with the answer if one is asked."""
    notice = fetch(request, Notice, Permission.LETTER_APPROVE, pk)
    form = ApproveForm({**request.POST.dict(), "notice": str(pk)}, key=pk)
    if not form.is_valid():
        return letter_page(request, pk, status=422, answer_form=form)
    answer = Answer(form.cleaned_data["answer"], form.cleaned_data["questions"])
    given = _answers(request, [pk], answer).get(pk)
    return _change(
        request,
        notice,
        lambda: actions.reprint(request.act, notice=notice, answer=given),
        "The copies that failed were made anew and are with the printer.",
    )


@require_POST
@requires(Permission.LETTER_MAIL)
def print_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Let one copy that could not be printed wait for the printer anew."""
    copy = fetch(request, Copy, Permission.LETTER_MAIL, pk, related=["notice"])
    return _change(
        request,
        copy.notice,
        lambda: actions.print_again(request.act, copy=copy),
        "The copy waits for the printer again.",
    )


@require_POST
@requires(Permission.LETTER_MAIL)
def mailed(request: StaffRequest) -> HttpResponse:
    """Write down that the notices named were handed to the post on a day."""
    form = sent_form(request)
    back = StageForm(request.POST)
    if "notice" in form.errors:
        refuse(request, NO_WORDS)
        return redirect(back_to(request, address(back, show=Stage.PRINTED.value)))
    if not form.is_valid():
        return _mailed_again(request, form)
    asked = form.cleaned_data["notice"]
    fetch_all(request, Notice, Permission.LETTER_MAIL, asked)
    mark = partial(
        actions.mark_mailed,
        request.act,
        notices=asked,
        mailed_on=form.cleaned_data["on"],
        answer=answer_to(request, form),
    )
    done = attempt(request, mark, form=form)
    if done.result is None:
        return _mailed_again(request, form)
    _say_mailed(request, done.result)
    return redirect(back_to(request, address(back, show=Stage.PRINTED.value)))


def _mailed_again(request: StaffRequest, form: MailedForm) -> HttpResponse:
    """Show the page that the form was sent from again: of a letter, of a batch, or the list."""
    there = resolve(back_to(request, reverse("letters:letters")).partition("?")[0])
    if there.view_name == "letters:letter":
        return letter_page(request, there.kwargs["pk"], status=422, mailed_form=form)
    if there.view_name == "letters:batch":
        return batch_page(request, there.kwargs["pk"], form)
    shown = {"show": Stage.PRINTED.value, **request.POST.dict()}  # where the form is
    return letters_page(request, StageForm(shown), form)


def _say_mailed(request: StaffRequest, done: Mailed) -> None:
    if done.notices:
        noun = "letter is" if len(done.notices) == 1 else "letters are"
        messages.success(
            request,
            f"{len(done.notices)} {noun} marked as mailed.",
            extra_tags=tagged("undo-mailing", request.act.at),
        )
    skipped = [*done.withdrawn, *done.on_record, *done.waiting, *done.sought]
    if skipped or not done.notices:
        note_refusal(request)
    _say_skipped(request, done, [notice.pk for notice in skipped])
    if not done.notices and not skipped:
        messages.info(request, "Nothing was left to mark: it had been done already.")


def _say_skipped(request: StaffRequest, done: Mailed, skipped: list[int]) -> None:
    mine = notices_for(request.scope, Permission.LETTER_MAIL, on=request.scope.on)
    reached = set(mine.filter(pk__in=skipped).values_list("pk", flat=True))
    held = [(done.withdrawn, FELL), (done.waiting, WAITS), (done.sought, SOUGHT)]
    why = [*held, *((same, TWIN.format(twin=spec.twin)) for spec, same in by_kind(done.on_record))]
    for notices, reason in why:
        told = sorted((one.student for one in notices if one.pk in reached), key=place_by_name)
        if told:
            names = "; ".join(student.name_and_id for student in told)
            messages.warning(request, f"Not marked: {names}. {reason}")


def _change(
    request: StaffRequest, notice: Notice, change: Callable[[], object], done: str
) -> HttpResponse:
    """Do something with a letter and say so, or why not."""
    attempt(request, change, done)
    return redirect("letters:letter", pk=notice.pk)


@require_POST
@requires(Permission.POLICY_SET)
def approve_wording(request: StaffRequest) -> HttpResponse:
    """Approve one wording in one language for the district, as somebody who answers for all of it."""
    require_over_district(request, Permission.POLICY_SET)
    sha256 = request.POST.get("sha256", "")
    attempt(
        request,
        lambda: actions.approve_wording(request.act, sha256=sha256),
        lambda wording: f"Approved: {wording}.",
    )
    return redirect("letters:wordings")
