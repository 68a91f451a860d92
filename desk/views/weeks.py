"""Days missed by the week: of all schools that somebody reads, of one region, and of one school."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, not_there, requires
from accounts.choices import Permission
from core.keys import key_of
from desk.queries.weeks import weeks_for, weeks_of_school
from students.models import School


@require_safe
@requires(Permission.ATTENDANCE_READ)
def weeks(request: StaffRequest) -> HttpResponse:
    """All schools of the viewer together, or those of a region, and where more is missed than before."""
    region = key_of(request.GET.get("region", "")) or None
    found = weeks_for(request.scope, on=request.scope.on, region=region)
    if region and region not in found.regions:
        not_there(request, f"region {region} is none of the viewer's")
    context = {"found": found, "school": None, "region": region}
    return render(request, "desk/weeks.html", context)


@require_safe
@requires(Permission.ATTENDANCE_READ)
def school_weeks(request: StaffRequest, pk: int) -> HttpResponse:
    """The weeks of one school."""
    school = fetch(request, School, Permission.ATTENDANCE_READ, pk)
    found = weeks_of_school(school.pk, on=request.scope.on)
    return render(request, "desk/weeks.html", {"found": found, "school": school})
