"""Imports on the web: send, preview, apply, and what did not get in."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, requires, students_for
from accounts.choices import Permission
from audit.choices import Access
from core.columns import Column, Columns
from core.downloads import download
from core.lists import Asked, ListKind, Nothing, list_page
from core.refusals import attempt
from sis import queries
from sis.access import visible_files
from sis.actions import uploads
from sis.actions.rejects import STORED, safe
from sis.choices import RunState
from sis.forms import RejectedForm, UploadForm
from sis.models import ImportRun, RejectedRow, SetAside
from sis.rules.stages import IMPORT_STAGES
from sis.rules.summary import KINDS, examples_by_file, in_order, summary, totals

RUNS = ListKind(
    "imports",
    "import,imports",
    "All imports",
    Nothing(
        "Nothing has been imported yet",
        "Send a zip or the CSV files of your student information system, or run import_sis on the"
        " server.",
        "database-import",
    ),
    columns=Columns(
        Column("run", "Import"),
        Column("state", "State"),
        Column("rows", "Rows"),
        Column("by", "Sent by"),
        Column("sent", "Sent"),
    ),
)
REJECTED = ListKind(
    "rejected",
    "row,rows",
    "Rejected rows",
    Nothing("Every row was loaded", mark="circle-check"),
    columns=Columns(
        Column("file", "File"),
        Column("line", "Line", is_number=True),
        Column("column", "Column"),
        Column("value", "Value"),
        Column("reason", "What is wrong, and what to do", narrow="What is wrong"),
    ),
)
ASIDE = ListKind(
    "set-aside",
    "mark,marks",
    "Marks set aside",
    Nothing("No mark is set aside", mark="circle-check"),
    columns=Columns(
        Column("student", "Student"),
        Column("school", "School"),
        Column("date", "Date"),
        Column("period", "Period"),
        Column("code", "Code"),
        Column("why", "Why"),
    ),
)
OF_COUNTS = Columns(
    Column("file", "File"),
    *(
        Column(kind, head, is_number=True)
        for kind, head in zip(
            KINDS,
            ("Rows", "New", "Changed", "Unchanged", "Ended or withdrawn", "Set aside", "Rejected"),
            strict=True,
        )
    ),
)
Trail = list[tuple[str, str]]


@require_safe
@requires(Permission.IMPORT_READ)
def runs(request: StaffRequest) -> HttpResponse:
    return _list(request, UploadForm())


def _list(request: StaffRequest, form: UploadForm) -> HttpResponse:
    page = list_page(
        request, RUNS, queries.runs(), asked=Asked(request.GET), path=reverse("sis:runs")
    )
    may_run = bool(request.scope.carrying(Permission.IMPORT_RUN))
    status = 422 if form.is_bound else 200
    reads = bool(request.scope.carrying(Permission.ATTENDANCE_READ))
    context = {"page": page, "form": form, "may_run": may_run, "reads_records": reads}
    return render(request, "sis/runs.html", context, status=status)


@require_POST
@requires(Permission.IMPORT_RUN)
def upload(request: StaffRequest) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _list(request, form)
    run = uploads.upload(request.act, files=form.cleaned_data["files"])
    return redirect("sis:run", pk=run.pk)


@require_safe
@requires(Permission.IMPORT_READ)
def run(request: StaffRequest, pk: int) -> HttpResponse:
    """One run; the fragment alone when htmx asks how far it is."""
    found = fetch(request, ImportRun, Permission.IMPORT_READ, pk)
    shown = visible_files(request.scope)
    # While the worker has it the page asks every second: examples come with the result.
    examples = {} if found.is_busy else found.preview.get("examples", {})
    readable = {file: kinds for file, kinds in examples.items() if file in shown}
    log_read(request, "sis:run", queries.students_of_examples(readable))
    files = in_order(found.report.get("files", {}))
    context = {
        "trail": [*trail(), (f"Import {found.pk}", "")],
        "run": found,
        "files": files,
        "columns": OF_COUNTS,
        "lines": _counts(files) if files else [],
        "total": totals(files),
        "most_kept": STORED,
        "summary": summary(files, applied=found.state == RunState.APPLIED) if files else "",
        "examples": examples_by_file(readable, files),
        "hidden_examples": any(file not in shown for file in examples),
        "verbs": _verbs(request, found),
        "is_second_person": _is_second_person(request, found),
    }
    return render(request, "sis/_run.html" if request.htmx else "sis/run.html", context)


def _counts(files: dict[str, Mapping[str, int]]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Return the counts of each file by kind, and last those of all."""
    each = [*files.items(), ("All files", totals(files))]
    return [(file, [(kind, counts[kind]) for kind in KINDS]) for file, counts in each]


def _verbs(request: StaffRequest, found: ImportRun) -> list[str]:
    """What the person can do with the import now."""
    may = [
        verb
        for verb in IMPORT_STAGES.verbs(found.state)
        if request.scope.carrying(IMPORT_STAGES.moves[verb].who)
    ]
    if not found.is_partial:
        may = [verb for verb in may if verb != "retry"]
    if not (found.can_be_overridden and _is_second_person(request, found)):
        may = [verb for verb in may if verb != "override"]
    return [] if found.is_busy else may


def _is_second_person(request: StaffRequest, found: ImportRun) -> bool:
    return request.act.actor.id not in (found.created_by_id, found.approved_by_id)


@require_POST
@requires(Permission.IMPORT_RUN)
def apply(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, uploads.approve)


@require_POST
@requires(Permission.IMPORT_OVERRIDE)
def override(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, uploads.override)


@require_POST
@requires(Permission.IMPORT_RUN)
def retry(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, uploads.retry)


@require_POST
@requires(Permission.IMPORT_RUN)
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    return _change(request, pk, uploads.discard)


def _change(request: StaffRequest, pk: int, action: Callable[..., ImportRun]) -> HttpResponse:
    found = fetch(request, ImportRun, Permission.IMPORT_READ, pk)
    attempt(request, partial(action, request.act, run=found))
    return redirect("sis:run", pk=found.pk)


@require_safe
@requires(Permission.IMPORT_READ)
def rejected(request: StaffRequest, pk: int) -> HttpResponse:
    found = fetch(request, ImportRun, Permission.IMPORT_READ, pk)
    counts = found.report.get("files", {})
    form = RejectedForm(request.GET, files=[one for one in counts if counts[one].get("rejected")])
    rows = queries.rejected_rows(found, file=form.asked("file") or "")
    page = list_page(request, REJECTED, _masked(request, rows), asked=form)
    log_read(request, "sis:rejected", queries.students_of_rows(page))
    context = {
        "trail": [*trail(found), ("Rejected rows", "")],
        "run": found,
        "page": page,
        "total": totals(counts)["rejected"],
        "most_kept": STORED,
    }
    return render(request, "sis/rejected.html", context)


@require_safe
@requires(Permission.IMPORT_READ)
def rejected_csv(request: StaffRequest, pk: int) -> HttpResponse:
    found = fetch(request, ImportRun, Permission.IMPORT_READ, pk)
    rows = _masked(request, queries.rejected_rows(found))
    students = queries.students_of_rows(rows)
    log_read(request, "sis:rejected_csv", students, access=Access.EXPORTED)
    columns = list(dict.fromkeys(name for row in rows for name in row.row))
    head = ["file", "line", "column", "value", "reason", *columns]
    body = (
        [row.file, row.line, row.column, row.value, row.reason]
        + [row.row.get(name, "") for name in columns]
        for row in rows
    )
    return _download(f"import-{found.pk}-rejected.csv", head, body)


def _masked(request: StaffRequest, rows: QuerySet[RejectedRow]) -> list[RejectedRow]:
    """Leave the place and the reason; what stands in a row only to whom it may show."""
    shown, masked = visible_files(request.scope), []
    for row in rows:
        if row.file not in shown:
            row.value, row.row = "", {}
        masked.append(row)
    return masked


@require_safe
@requires(Permission.IMPORT_READ)
def set_aside(request: StaffRequest) -> HttpResponse:
    page = list_page(request, ASIDE, _set_aside(request), asked=Asked(request.GET))
    log_read(request, "sis:set_aside", [mark.student_id for mark in page])
    context = {"trail": [*trail(), ("Marks set aside", "")], "page": page}
    return render(request, "sis/set_aside.html", context)


@require_safe
@requires(Permission.IMPORT_READ)
def set_aside_csv(request: StaffRequest) -> HttpResponse:
    marks = list(_set_aside(request))
    students = sorted({mark.student_id for mark in marks})
    log_read(request, "sis:set_aside_csv", students, access=Access.EXPORTED)
    head = ["student_id", "school_id", "date", "period", "code", "minutes_missed", "reason", "why"]
    body = (
        [
            m.student.sis_id,
            m.school.sis_id,
            m.date.isoformat(),
            m.period,
            m.code.code,
            m.minutes_missed,
            m.reason,
            m.why,
        ]
        for m in marks
    )
    return _download("set-aside-marks.csv", head, body)


def _set_aside(request: StaffRequest) -> QuerySet[SetAside]:
    scope = request.scope
    return queries.set_aside_marks(students_for(scope, Permission.ATTENDANCE_READ, on=scope.on))


def trail(found: ImportRun | None = None) -> Trail:
    way = [("Imports", reverse("sis:runs"))]
    if found:
        way.append((f"Import {found.pk}", reverse("sis:run", args=[found.pk])))
    return way


def _download(name: str, head: list[str], body: Iterable[list[object]]) -> HttpResponse:
    content = io.StringIO()
    content.write("\ufeff")
    writer = csv.writer(content)
    writer.writerow([safe(cell) for cell in head])
    writer.writerows([safe(cell) for cell in row] for row in body)
    return download(content.getvalue(), name, media_type="text/csv; charset=utf-8")
