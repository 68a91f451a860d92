"""Screens that compose several apps."""

from django.core.paginator import Paginator
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
from desk import queries
from desk.filters import RosterFilter
from desk.forms import LoadsForm, PageForm, SearchForm, YearForm
from desk.tables import roster_table
from students.models import School, Student


@require_safe
@signed_in
def today(request: StaffRequest) -> HttpResponse:
    """What waits for this person; the system's administrator goes to imports."""
    found = queries.today_of(request.scope)
    if not found.home.finds and request.scope.carrying(Permission.IMPORT_RUN):
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
    return render(request, template, {"found": found, "text": form.text})


@require_safe
@requires(Permission.ATTENDANCE_READ)
def student(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about one student that the viewer may read."""
    found = fetch(request, Student, Permission.ATTENDANCE_READ, pk)
    year = YearForm(request.GET).chosen
    record = queries.student_file(request.scope, found, school_year=year)
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
    text = SearchForm(request.GET).text
    named = queries.schools_named(reach, text)
    page = Paginator(named, queries.PER_PAGE).get_page(PageForm(request.GET).number)
    counts = queries.count_schools(request.scope, page.object_list)
    return render(request, "desk/schools.html", {"page": page, "schools": counts, "text": text})


@require_safe
@requires(Permission.ATTENDANCE_READ)
def roster(request: StaffRequest, pk: int) -> HttpResponse:
    """A school's students, filtered, sorted and paged."""
    school = fetch(request, School, Permission.ATTENDANCE_READ, pk)
    chosen, table = RosterFilter(request.GET), roster_table(request)
    number = PageForm(request.GET).number
    asked = queries.RosterQuery(chosen.text, chosen.asked, table.order, number)
    found = queries.roster_of(request.scope, school, asked)
    log_read(request, "roster", found.student_ids)
    page = Paginator(range(found.facets.shown), queries.PER_PAGE).get_page(number)
    context = {
        "school": school,
        "roster": found,
        "page": page,
        "table": table,
        "filter": chosen,
        "may_open": covers(request.scope, Permission.CASE_MANAGE, school),
    }
    template = "desk/_roster.html" if request.htmx else "desk/roster.html"
    return render(request, template, context)


@require_safe
@requires(Permission.CASELOAD_READ)
def caseloads(request: StaffRequest) -> HttpResponse:
    """Everybody's caseloads, by counselor or by school; each number opens the names."""
    form = LoadsForm(request.GET)
    loads = queries.loads_page(request.scope, by=form.chosen, number=form.number)
    tabs = [
        {"label": "By counselor", "url": "?", "current": loads.by == "owner"},
        {"label": "By school", "url": "?by=school", "current": loads.by == "school"},
    ]
    return render(request, "desk/caseloads.html", {"loads": loads, "tabs": tabs})
