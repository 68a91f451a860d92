"""Days missed by the week: of all schools that somebody reads, and of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, requires, schools_for
from accounts.choices import Permission
from desk.queries.weeks import weeks_at
from students.models import School


@require_safe
@requires(Permission.ATTENDANCE_READ)
def weeks(request: StaffRequest) -> HttpResponse:
    """All schools of the viewer together, and where more is missed than before."""
    on = request.scope.on
    reach = schools_for(request.scope, Permission.ATTENDANCE_READ, on=on)
    context = {"found": weeks_at(reach, on=on), "school": None}
    return render(request, "desk/weeks.html", context)


@require_safe
@requires(Permission.ATTENDANCE_READ)
def school_weeks(request: StaffRequest, pk: int) -> HttpResponse:
    """The weeks of one school."""
    school = fetch(request, School, Permission.ATTENDANCE_READ, pk)
    found = weeks_at(School.objects.filter(pk=pk), on=request.scope.on, is_one=True)
    return render(request, "desk/weeks.html", {"found": found, "school": school})
