"""Reports to the attendance supervisor on the web: what is due, and filing it."""

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch_all, log_read, requires
from accounts.choices import Permission
from attendance.actions.reports import Filed, file_reports
from attendance.forms import MOST_OFFERED, FileForm, SchoolForm
from attendance.queries.holds import Answer, Hold, may_answer, visible_holds
from attendance.queries.reports import (
    DueReport,
    SchoolDue,
    due_by_school,
    due_reports,
    due_reports_of,
)
from attendance.queries.waiting import WaitingReport, waiting_reports
from core.addresses import with_query
from core.columns import CHOOSE, Column, Columns
from core.lists import ListKind, Nothing, Tab, list_page
from core.refusals import note_refusal, refuse
from core.undo import tagged
from law.queries import pack_in_force
from students.models import Student

CLEAN, HELD, DECIDE, SCHOOLS = "clean", "held", "decide", "schools"
# As many are looked through together; of more, one school after the other.
MOST_TOGETHER = 500
BY_SCHOOL = ListKind(
    "reports",
    "school,schools",
    "Reports due",
    Nothing("No report is due"),
    columns=Columns(Column("school", "School"), Column("due", "Reports due", is_number=True)),
)
REPORTS = ListKind(
    "reports",
    "report,reports",
    "Reports due",
    Nothing(
        "No report is ready to be filed",
        "When a student’s counted days call for one, it is listed here the morning after.",
        "circle-check",
    ),
    columns=Columns(
        CHOOSE,
        Column("student", "Student"),
        Column("school", "School"),
        Column("report", "Report"),
        Column("days", "Days it lists"),
    ),
)
NO_QUESTION = Nothing("No question is open", mark="circle-check")
NONE_WAITS = Nothing(
    "No report waits for a decision",
    "When a day that a filed report lists counts no more, the report is listed here.",
    "circle-check",
)
TABS = {CLEAN: "Ready to file", HELD: "To be answered first", DECIDE: "To decide"}
INSTEAD = {HELD: NO_QUESTION, DECIDE: NONE_WAITS}


@require_safe
@requires(Permission.REPORT_FILE)
def reports(request: StaffRequest) -> HttpResponse:
    """Reports due, those ready to be filed first; those with an open question apart."""
    return _page(request, SchoolForm(request.GET))


def _page(request: StaffRequest, form: SchoolForm, sent: FileForm | None = None) -> HttpResponse:
    """The list as a form asks; again with the answer that was sent and refused."""
    scope = request.scope
    waiting = waiting_reports(on=scope.on, reach=scope)
    by_school = due_by_school(on=scope.on, reach=scope)
    is_many = sum(one.reports for one in by_school) > MOST_TOGETHER
    is_wide = is_many or len(by_school) > MOST_OFFERED
    if is_wide and not form.school_id and sent is None:
        return _schools(request, form, by_school, waiting)
    due, waiting = _of_school(request, form, by_school, waiting)
    clean = [report for report in due if report.is_clean]
    held = [report for report in due if not report.is_clean]
    parts: dict[str, list[DueReport] | list[WaitingReport]] = {
        CLEAN: clean,
        HELD: held,
        DECIDE: waiting,
    }
    asked = form.asked("show")
    show = asked if asked in parts else next((k for k, rows in parts.items() if rows), CLEAN)
    rows: Sequence[DueReport | WaitingReport] = parts[show]
    page = list_page(
        request,
        REPORTS,
        rows,
        asked=form,
        tabs=[Tab(key, label, len(parts[key])) for key, label in TABS.items()],
        show=show,
        instead=INSTEAD.get(show),
        path=reverse("attendance:reports"),
    )
    shown = [report for report in page if isinstance(report, DueReport)]
    log_read(request, "attendance:reports", [report.student_id for report in page])
    context = {
        "page": page,
        "rows": _with_forms(request, shown, sent) if show == HELD else [],
        "show": show,
        "due": len(due),
        "clean": clean,
        "clean_ids": ",".join(str(report.student_id) for report in clean),
        "clean_read": ",".join(report.as_read for report in clean),
        "shown_read": ",".join(report.as_read for report in shown),
        "school_id": form.school_id,
        "first_reports": sum(report.number == 1 for report in clean),
        "confirm": request.GET.get("confirm") == CLEAN and bool(clean),
        "receiver": pack_in_force(scope.on).parameters.report.receiver,
    }
    return render(request, "attendance/reports.html", context, status=422 if sent else 200)


def _schools(
    request: StaffRequest,
    form: SchoolForm,
    by_school: list[SchoolDue],
    waiting: list[WaitingReport],
) -> HttpResponse:
    """Of very many reports: how many are due at each school, each number opening them. Those that
    wait for a decision are few, and stand together.
    """
    form.hide("school")
    due = sum(one.reports for one in by_school)
    show = DECIDE if form.asked("show") == DECIDE else SCHOOLS
    rows: Sequence[SchoolDue | WaitingReport] = waiting if show == DECIDE else by_school
    page = list_page(
        request,
        REPORTS if show == DECIDE else BY_SCHOOL,
        rows,
        asked=form,
        tabs=[Tab(SCHOOLS, "Due, by school", due), Tab(DECIDE, TABS[DECIDE], len(waiting))],
        show=show,
        instead=INSTEAD.get(show),
        path=reverse("attendance:reports"),
    )
    named = [one.student_id for one in page if isinstance(one, WaitingReport)]
    log_read(request, "attendance:reports", named)
    receiver = pack_in_force(request.scope.on).parameters.report.receiver
    context = {"page": page, "show": show, "receiver": receiver}
    template = "reports" if show == DECIDE else "reports_by_school"
    return render(request, f"attendance/{template}.html", context)


def _of_school(
    request: StaffRequest,
    form: SchoolForm,
    by_school: list[SchoolDue],
    waiting: list[WaitingReport],
) -> tuple[list[DueReport], list[WaitingReport]]:
    """Return the reports due and those that wait for a decision, of the school that is asked for."""
    scope, school = request.scope, form.school_id
    listed: list[SchoolDue | WaitingReport] = [*by_school, *waiting]
    schools = sorted({(one.school, one.school_id) for one in listed})
    form.offer_schools(schools)
    due = due_reports(on=scope.on, reach=scope, school=school)
    return due, [report for report in waiting if school in (None, report.school_id)]


def _with_forms(
    request: StaffRequest, shown: list[DueReport], sent: FileForm | None
) -> list[tuple[DueReport, tuple[Hold, ...], FileForm | None]]:
    """Return each report with its questions and, for whoever may answer them, the form to do so."""
    rows = []
    for report, holds, may in _rows(request, shown):
        key = str(report.student_id)
        new = FileForm(key=key, initial={"questions": report.questions})
        form = sent if sent and sent.key == key else new
        rows.append((report, holds, form if may else None))
    return rows


def _rows(
    request: StaffRequest, shown: list[DueReport]
) -> list[tuple[DueReport, tuple[Hold, ...], bool]]:
    """Return each report with its questions as they may read them, and whether the person may answer them."""
    visible = visible_holds(shown, request.scope, on=request.scope.on)
    return [
        (report, holds, may_answer(report.holds, holds))
        for report, holds in zip(shown, visible, strict=True)
    ]


def _address(school_id: int | None, **asked: str) -> str:
    return with_query(reverse("attendance:reports"), school=school_id, **asked)


@require_POST
@requires(Permission.REPORT_FILE)
def file(request: StaffRequest) -> HttpResponse:
    """File the reports of the students named. One out of reach files none."""
    form = FileForm(request.POST, key=request.POST.get("student", ""))
    back = SchoolForm(request.POST)
    if not form.is_valid():
        if "student" not in form.errors:
            return _page(request, back, form)
        refuse(request, str(form.errors["student"][0]))
        return redirect(_address(back.school_id))
    asked = form.cleaned_data["student"]
    fetch_all(request, Student, Permission.REPORT_FILE, asked)
    answer = Answer(form.cleaned_data["answer"], form.cleaned_data["questions"])
    answers = _answers(request, asked, answer)
    read = form.cleaned_data["read"]
    filed = file_reports(request.act, students=asked, answers=answers, read=read)
    _say(request, filed)
    return redirect(_address(back.school_id, show=back.asked("show") or ""))


def _answers(request: StaffRequest, asked: list[int], answer: Answer) -> dict[int, Answer]:
    """Return the answer for the one student it is about, if the person may know the questions."""
    if not answer.words or len(asked) != 1:
        return {}
    due = due_reports_of(asked, on=request.scope.on)
    return {report.student_id: answer for report, _, may in _rows(request, due) if may}


def _say(request: StaffRequest, filed: Filed) -> None:
    count = len(filed.reports)
    if count:
        noun = "report was" if count == 1 else "reports were"
        messages.success(
            request,
            f"{count} {noun} filed. The first report of a year brings the notice to the family.",
            extra_tags=tagged("undo-filing", filed.reports[0].filed_at),
        )
    if filed.held or filed.moved or not count:
        note_refusal(request)
    for words in _not_filed(filed):
        messages.warning(request, words)
    if not (count or filed.held or filed.moved):
        messages.info(request, "Nothing was left to file: it had been done already.")


def _not_filed(filed: Filed) -> Iterator[str]:
    if filed.moved:
        its = "its" if len(filed.moved) == 1 else "their"
        yield f"{len(filed.moved)} not filed: {its} days are others since you looked. Read them again."
    if filed.held:
        noun = "is a question" if len(filed.held) == 1 else "are questions"
        yield f"{len(filed.held)} not filed: there {noun} to be answered first."
