"""Pages of letters: the list by stage, and one letter."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, log_read, permissions_on, requires
from accounts.choices import Permission
from attendance.queries.holds import may_answer, may_go, visible_holds
from core.addresses import with_query
from core.columns import CHOOSE, Column, Columns
from core.forms import FilledForm
from core.lists import ListKind, ListPage, Nothing, Tab, list_page
from law.queries import named
from letters.access import notices_for
from letters.choices import Stage
from letters.forms import (
    STAGES,
    ApproveForm,
    LetterReasonForm,
    MailDecisionForm,
    MailedForm,
    StageForm,
)
from letters.models import Notice
from letters.queries.decided import standing_decisions
from letters.queries.detail import (
    LetterDetail,
    answer_of,
    detail_of,
    with_history,
    words_of,
)
from letters.queries.due import DueLetter, answered, due_letters
from letters.queries.kinds import SPECS, need_not_go, spec_of
from letters.queries.lists import BatchDetail, batches_of, late, listed, schools_of, stage_counts
from letters.queries.obstacles import sought
from letters.queries.wordings import missing_wordings
from letters.rules.stages import OPEN, verbs
from letters.views.waits import ON_ITS_WAY, dated_today, mailed_form_of, waits_of

LETTERS = ListKind(
    "letters",
    "letter,letters",
    "Letters by stage",
    Nothing("No letter is here", "Letters move from due to approved, printed and mailed.", "mail"),
)
OF_DUE = Columns(
    CHOOSE,
    Column("student", "Student"),
    Column("school", "School"),
    Column("due", "Due by"),
    Column("whom", "To whom"),
)
OF_DONE = Columns(
    CHOOSE,
    Column("student", "Student"),
    Column("school", "School"),
    Column("copies", "Copies"),
    Column("step", "Last step"),
    Column("due", "Due by"),
)
NONE_DUE = Nothing(
    "No letter is due",
    "The first report that is filed for a student in a school year leaves a notice here within"
    " seconds.",
    "circle-check",
)
MOST_AT_ONCE = 500  # letters looked at together for what may be approved in one go


@require_safe
@requires(Permission.LETTER_READ)
def letters(request: StaffRequest) -> HttpResponse:
    """Letters by stage; those due with what is asked about each."""
    return letters_page(request, StageForm(request.GET))


def letters_page(
    request: StaffRequest, form: StageForm, mailed_form: MailedForm | None = None
) -> HttpResponse:
    """The list as a form asks; again with the form that was sent and refused."""
    on = request.scope.on
    mine = notices_for(request.scope, form.door, on=on)
    everything = mine.filter(school=form.school_id) if form.school_id else mine
    here = late(everything, on=on) if form.is_late else everything
    count = stage_counts(everything, on=on)
    by_stage = stage_counts(here, on=on) if form.is_late else count
    stage = _stage(form, by_stage)
    form.offer_schools(schools_of(mine))
    may = verbs(stage, {p for p in Permission.values if request.scope.carrying(p)})
    columns = OF_DUE if stage == Stage.DUE else OF_DONE
    page = list_page(
        request,
        LETTERS,
        listed(here, stage=stage),
        asked=form,
        tabs=[
            Tab(one.value, str(one.label), by_stage[one])
            for one in (OPEN if form.is_late else STAGES)
        ],
        show=stage.value,
        total=by_stage[stage],
        instead=NONE_DUE if stage == Stage.DUE else None,
        path=reverse("letters:letters"),
        columns=columns if {"approve", "mail"} & set(may) else columns.without("choose"),
    )
    log_read(request, "letters:letters", [notice.student_id for notice in page])
    context = {
        "page": page,
        "stage": stage.value,
        "count": count,
        "on": on,
        "is_late": form.is_late,
        "school_id": form.school_id,
        "kept": form.kept,
        "verbs": may,
        "may_mail": bool(request.scope.carrying(Permission.LETTER_MAIL)),
        "confirm": request.GET.get("confirm") == "clean",
        **_stage_part(request, stage, here, page),
        "mailed_form": mailed_form or dated_today(request),
    }
    status = 422 if mailed_form else 200
    return render(request, "letters/letters.html", context, status=status)


def _stage_part(
    request: StaffRequest, stage: Stage, here: QuerySet[Notice], page: ListPage[Notice]
) -> dict[str, object]:
    """What one stage shows beside its rows."""
    if stage == Stage.DUE:
        return _due_part(request, here, page)
    batches: list[BatchDetail] = []
    if stage in (Stage.APPROVED, Stage.PRINTED):
        batches = batches_of(here, stages=[stage])
    done = [
        detail_of(row) for row in with_history(Notice.objects.filter(pk__in=[n.pk for n in page]))
    ]
    by_key = {one.pk: one for one in done}
    waits = sought([*page], on=request.scope.on) if stage in ON_ITS_WAY else {}
    return {
        "rows": [(notice, by_key[notice.pk], notice.pk in waits) for notice in page],
        "batches": batches,
    }


def _due_part(
    request: StaffRequest, here: QuerySet[Notice], page: ListPage[Notice]
) -> dict[str, object]:
    """Which of the letters due are ready to be approved. Those of further pages are looked through
    once somebody asks to approve them: each takes its family and its days.
    """
    on = request.scope.on
    mine = notices_for(request.scope, Permission.LETTER_APPROVE, on=on)
    here = here.filter(student__in=mine.values("student"))
    asks_all = request.GET.get("confirm") == "clean"
    is_one_page = page.pages == 1
    first = list(listed(here, stage=Stage.DUE)[:MOST_AT_ONCE]) if asks_all or is_one_page else []
    judged = {notice.pk: notice for notice in [*first, *page]}
    letters = {one.notice.pk: one for one in due_letters([*judged.values()], on=on)}
    due, missing = [letters[notice.pk] for notice in page], missing_wordings(on=on)
    visible = visible_holds(due, request.scope, on=on)
    return {
        "rows": list(zip(page, due, visible, strict=True)),
        **_at_once([letters[notice.pk] for notice in first], missing),
        "has_more": not (asks_all or is_one_page) and mine.exists(),
        "unworded": missing,
        "is_worded": len(missing) < len(SPECS),
        "missing": _lack(missing),
    }


def _at_once(letters: Sequence[DueLetter], missing: Collection[str]) -> dict[str, object]:
    """Which letters may be approved in one go: without a question, and of a kind with a wording."""
    clean = [one for one in letters if one.is_clean and one.notice.kind not in missing]
    keys, copies = [one.notice.pk for one in clean], sum(len(one.recipients) for one in clean)
    return {"clean": keys, "clean_ids": ",".join(map(str, keys)), "clean_copies": copies}


def _lack(missing: Mapping[str, str]) -> str:
    """What keeps letters from being approved, by their kind unless it keeps all, or ''."""
    said = set(missing.values())
    if len(missing) == len(SPECS) and len(said) == 1:
        return said.pop()
    return " ".join(f"{_called(kind)}: {why}" for kind, why in missing.items())


def _called(kind: str) -> str:
    """Return the name of a kind of letter: the law's in force, or else our own."""
    words = named(kind, "letters")
    return str(SPECS[kind].kind.label) if words == kind else words


def _stage(form: StageForm, count: dict[str, int]) -> Stage:
    """The stage asked for; of late letters, else the first with any."""
    if form.is_late and not form.asked("show"):
        return next((stage for stage in OPEN if count[stage]), Stage.DUE)
    return form.stage


def address(form: StageForm, **asked: str) -> str:
    """Return the list's address with what is asked of it, and what stays asked."""
    return with_query(reverse("letters:letters"), school=form.school_id, **asked, **form.kept)


@require_safe
@requires(Permission.LETTER_READ)
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """One letter: its days and reasons, copies, what happened, and the hash of what was sent."""
    return letter_page(request, pk)


def letter_page(
    request: StaffRequest, pk: int, *, status: int = 200, **sent: FilledForm
) -> HttpResponse:
    """The page of a letter; again with a form that was sent and refused, by its name there."""
    notice = fetch(
        request, Notice, Permission.LETTER_READ, pk, related=["student", "school", "batch"]
    )
    scope = request.scope
    may = permissions_on(scope, notice.student, on=scope.on)
    full = with_history(Notice.objects.filter(pk=pk)).get()
    [due] = due_letters([notice], on=scope.on)
    found = detail_of(full)
    waits, may_let_go = waits_of(request, notice)
    context = {
        "trail": [("Letters", reverse("letters:letters")), (notice.student.name_and_id, "")],
        "notice": notice,
        "letter": found,
        "events": [
            (words_of(event, notice.kind), event, answer_of(event, may=may))
            for event in full.events.all()
        ],
        "due": due,
        "may_contact": Permission.CONTACT_READ in may,
        "may_approve": Permission.LETTER_APPROVE in may,
        "verbs": _verbs(notice, found, may),
        "twin": spec_of(notice).twin,
        "waits": waits,
        "may_let_go": may_let_go,
        "mailed_form": mailed_form_of(request, waits, notice),
        "not_mailed_form": LetterReasonForm(key="not-mailed"),
        "not_sent_form": LetterReasonForm(key="not-sent"),
        "answer_form": ApproveForm(key=pk, initial={"questions": due.questions}),
        "on": scope.on,
        **_asked(request, notice, found, due),
        **sent,
    }
    if Permission.CONTACT_READ in may:
        context |= _decisions(notice, due, sent.get("decision_form"))
    return render(request, "letters/letter.html", context, status=status)


def _decisions(notice: Notice, due: DueLetter, refused: FilledForm | None) -> dict[str, object]:
    """Of whom a person decides, each with a form; and what was decided, and whether it lapsed."""
    forms = [
        refused
        if refused and str(refused.key) == one.key
        else MailDecisionForm(key=one.key, initial={"adult": one.key, "against": one.against})
        for one in due.asked_of
    ]
    return {
        "to_decide": list(zip(due.asked_of, forms, strict=True)),
        "decisions": [
            (one, str(one.adult_id) in due.lapsed) for one in standing_decisions(notice.student_id)
        ],
    }


def _verbs(notice: Notice, letter: LetterDetail, may: Collection[str]) -> set[str]:
    """What the person may do with the letter now: by its stage, and by what is with its copies."""
    found = verbs(notice.stage, may)
    if not letter.failed:
        found -= {"reprint", "print_again"}
    if letter.is_begun:
        found.discard("recall")
    if "do_not_send" in found and not need_not_go(notice):
        found.discard("do_not_send")
    return found


def _asked(
    request: StaffRequest, notice: Notice, letter: LetterDetail, due: DueLetter
) -> dict[str, object]:
    """What is asked before copies are made: of a letter that is due, or of one that failed."""
    is_reprint = notice.stage == Stage.APPROVED and letter.failed > 0
    if notice.stage != Stage.DUE and not is_reprint:
        return {"holds": (), "may_answer": False, "is_released": False, "missing": ""}
    [visible] = visible_holds([due], request.scope, on=request.scope.on)
    is_released = due.is_clean or (is_reprint and may_go(due.holds, answered(notice)))
    return {
        "holds": () if is_released else visible,
        "may_answer": may_answer(due.holds, visible),
        "is_released": is_released,
        "missing": missing_wordings(on=request.scope.on).get(notice.kind, ""),
    }
