"""Screens that compose several apps."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import (
    StaffRequest,
    covers,
    fetch,
    log_read,
    permissions_on,
    requires,
    schools_for,
    signed_in,
)
from accounts.choices import Permission
from core.columns import CHOOSE, Column, Columns
from core.lists import Asked, ListKind, Nothing, Sort, Tab, list_page
from desk import queries
from desk.forms import RosterForm, SchoolsForm, SearchForm, YearForm
from law.queries import pack_in_force
from students.models import School, Student

SCHOOLS = ListKind(
    "schools",
    "school,schools",
    "Your schools",
    Nothing(
        "No school is yours",
        "You serve students by name. If you should see a school, ask: My roles names whom.",
        "school",
        "/my-roles/",
        "My roles",
    ),
    unfit=Nothing("No school of that name", mark="school", href="?", action="All your schools"),
    per_page=queries.PER_PAGE,
)
ROSTER = ListKind(
    "roster",
    "student,students",
    "Students",
    Nothing("No students", "Nobody is enrolled here today.", "users"),
    unfit=Nothing("Nobody fits these filters", mark="filter"),
    sorts=tuple(
        Sort(key, label)
        for key, label in (
            ("-counted", "Most counted days"),
            ("counted", "Fewest counted days"),
            ("-absent", "Most days absent"),
            ("absent", "Fewest days absent"),
            ("name", "Name, A to Z"),
            ("-name", "Name, Z to A"),
        )
    ),
    per_page=queries.PER_PAGE,
    columns=Columns(
        CHOOSE,
        Column("student", "Student", sort="name"),
        Column("grade", "Grade"),
        Column("absent", "Days absent", sort="absent"),
        Column("counted", "Counted days", sort="counted", is_number=True),
        Column("status", "Status"),
        Column("band", "Band"),
        Column("tier", "Suggested tier"),
    ),
)
NOT_YET = Nothing(
    "Nobody is assessed here yet", "Those who are enrolled here today are named below.", "users"
)
OF_LOADS = tuple(
    Column(key, head, narrow=narrow, group=group, is_number=True)
    for key, head, narrow, group in (
        ("cases", "All", "Open cases", "Open cases"),
        ("prevention", "Prevention", "", "Open cases"),
        ("early", "Early", "", "Open cases"),
        ("intensive", "Intensive", "", "Open cases"),
        ("tasks", "Overdue tasks", "", "What waits"),
        ("unreached", "Nobody reached", "", "What waits"),
        ("idle", "No next action", "", "What waits"),
        ("due", "Due", "Letters due", "Letters"),
        ("late", "Late", "Letters late", "Letters"),
        ("mean", "Mean", "Days since reached, mean", "Days since reached"),
        ("longest", "Longest", "Days since reached, longest", "Days since reached"),
    )
)
LOADS = ListKind(
    "loads",
    "line,lines",
    "Caseloads by",
    Nothing(
        "No case is open here",
        "A case is opened from a student’s page, or from a school’s list of students.",
        "folder",
    ),
    per_page=queries.LOADS_PER_PAGE,
    columns=Columns(Column("name", "Counselor"), *OF_LOADS),
)
OF_SCHOOLS = Columns(Column("name", "School"), *OF_LOADS)


@require_safe
@signed_in
def today(request: StaffRequest) -> HttpResponse:
    """What waits for this person; the system's administrator goes to imports if nothing does."""
    found = queries.today_of(request.scope)
    waits = found.home.finds or found.numbers or found.parts
    if not waits and request.scope.carrying(Permission.IMPORT_RUN):
        return redirect("sis:runs")
    log_read(request, "today", found.student_ids)
    manages = {"manage": bool(request.scope.carrying(Permission.CASE_MANAGE))}
    context = {"found": found, "home": found.home, "today": request.scope.on, "may": manages}
    return render(request, "desk/today.html", context)


@require_safe
@requires(Permission.STUDENT_FIND)
def search(request: StaffRequest) -> HttpResponse:
    """Find a student: a page, or the list alone for the dialog."""
    form = SearchForm(request.GET)
    found = queries.find_students(request.scope, form.text)
    if form.opens_first and found.hits:
        return redirect("student", found.hits[0].student.pk)
    log_read(request, "search", [hit.student.pk for hit in found.hits])
    template = "desk/_results.html" if request.htmx else "desk/search.html"
    reads_notes = bool(request.scope.carrying(Permission.CASE_READ))
    # The dialog leads to students; whether one is on the list is asked on the page.
    works_cases = not request.htmx and bool(request.scope.carrying(Permission.CASE_MANAGE))
    context = {"found": found, "text": form.text, "reads_notes": reads_notes}
    context["works_cases"] = works_cases
    return render(request, template, context)


@require_safe
@requires(Permission.ATTENDANCE_READ)
def student(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about one student that the viewer may read. Where many days have marks, the
    reasons are a link to `whole`, which scripts follow in place.
    """
    found = fetch(request, Student, Permission.ATTENDANCE_READ, pk)
    year = YearForm(request.GET).chosen
    whole = "whole" in request.GET
    record = queries.student_file(request.scope, found, school_year=year, is_whole=whole)
    log_read(request, "student.siblings", [sibling.pk for sibling in record.siblings])
    may = permissions_on(request.scope, found, on=request.scope.on)
    context = {"file": record, "reads_work": Permission.CASE_READ in may}
    return render(request, "desk/student.html", context)


@require_safe
@requires(Permission.CASE_READ)
def student_work(request: StaffRequest, pk: int) -> HttpResponse:
    """What is done with one student: case, letters, referrals, one timeline. A page of its own,
    and the part of the student's page that htmx fetches.
    """
    found = fetch(request, Student, Permission.CASE_READ, pk)
    panels = queries.panels_of(request.scope, found)
    context = {"panels": panels, "student": found, "today": request.scope.on}
    template = "desk/_work.html" if request.htmx else "desk/work.html"
    return render(request, template, context)


@require_safe
@requires(Permission.ATTENDANCE_READ)
def schools(request: StaffRequest) -> HttpResponse:
    """The viewer's schools, each with how many students are in which state."""
    reach = schools_for(request.scope, Permission.ATTENDANCE_READ, on=request.scope.on)
    form = SchoolsForm(request.GET)
    named = queries.schools_named(reach, form.asked("q") or "")
    page = list_page(request, SCHOOLS, named, asked=form)
    if page.pages == 1 and not page.narrowed:
        form.hide("q")
    counts = queries.count_schools(request.scope, list(page))
    return render(request, "desk/schools.html", {"page": page, "schools": counts})


@require_safe
@requires(Permission.ATTENDANCE_READ)
def roster(request: StaffRequest, pk: int) -> HttpResponse:
    """A school's students, filtered, sorted and paged."""
    school = fetch(request, School, Permission.ATTENDANCE_READ, pk)
    form = RosterForm(request.GET, pack=pack_in_force(request.scope.on))
    sort = form.chosen(ROSTER)
    number = form.asked("page") or 1
    asked = queries.RosterQuery(
        form.asked("q") or "", form.values, sort.key if sort else queries.ORDER, number
    )
    found = queries.roster_of(request.scope, school, asked)
    log_read(request, "roster", found.student_ids)
    may_open = covers(request.scope, Permission.CASE_MANAGE, school)
    form.offer("grade", [("", "All grades"), *((one, one) for one in found.facets.grades)])
    form.count("tier", {one.value: one.count for one in found.facets.tiers})
    page = list_page(
        request,
        ROSTER,
        found.lines,
        asked=form,
        total=found.facets.shown,
        is_cut=True,
        instead=NOT_YET if found.waiting.students else None,
        columns=ROSTER.columns if may_open else ROSTER.columns.without("choose"),
    )
    context = {"school": school, "roster": found, "page": page, "may_open": may_open}
    return render(request, "desk/roster.html", context)


@require_safe
@requires(Permission.CASELOAD_READ)
def caseloads(request: StaffRequest) -> HttpResponse:
    """Everybody's caseloads, by counselor or by school; each number opens the names."""
    form = Asked(request.GET)
    by = "school" if form.asked("show") == "school" else "owner"
    loads = queries.loads_page(request.scope, by=by, number=form.asked("page") or 1)
    page = list_page(
        request,
        LOADS,
        loads.rows,
        asked=form,
        tabs=[Tab("", "By counselor"), Tab("school", "By school")],
        show="school" if by == "school" else "",
        is_cut=True,
        has_more=loads.has_more,
        columns=OF_SCHOOLS if by == "school" else LOADS.columns,
    )
    return render(request, "desk/caseloads.html", {"loads": loads, "page": page})
