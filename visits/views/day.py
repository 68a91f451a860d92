"""The visits of a day, and what a device keeps of them for when there is no signal."""

from datetime import timedelta
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, bounds_of, log_read, requires
from accounts.choices import Permission
from students.queries.people import adults_of_many
from students.rules.around import Adult, Sibling, Veil
from visits.choices import VisitState
from visits.forms import FURTHEST, VisitsForm
from visits.queries.day import AreaOfDay, DayVisit, day_of, miles_of
from visits.views.doors import DoorSheet, blank_form

DAY = timedelta(days=1)
OVER = (VisitState.OUT, VisitState.VALIDATED, VisitState.OFF)


@require_safe
@requires(Permission.NOTE_WRITE)
def day(request: StaffRequest) -> HttpResponse:
    """The viewer's visits of a day, by area: where they go, what they confirm, what they watch."""
    today = request.scope.on
    asked = VisitsForm(request.GET).asked("day") or today
    on = min(max(asked, today - FURTHEST * DAY), today + FURTHEST * DAY)
    areas = day_of(request.scope, on=on)
    log_read(request, "visits:day", _students_in(areas))
    context = {
        "areas": areas,
        "many": sum(len(area.visits) for area in areas),
        "on": on,
        "is_today": on == today,
        "before": on - DAY,
        "after": on + DAY,
        "miles": miles_of(areas, request.scope.person),
        "client_uuid": uuid4(),
    }
    return render(request, "visits/day.html", context)


@require_safe
@requires(Permission.NOTE_WRITE)
def kept(request: StaffRequest) -> HttpResponse:
    """Give today's visits with a form for each door, which the device seals; nothing where there are none."""
    areas = day_of(request.scope, on=request.scope.on)
    to_do = [one for area in areas for one in area.visits if _is_to_do(one)]
    if not to_do:
        return HttpResponse(status=204)
    adults = _adults(request, to_do)
    sheets = [
        (area.name, [_sheet(request, one, adults) for one in area.visits if one in to_do])
        for area in areas
    ]
    ahead = [(name, some) for name, some in sheets if some]
    log_read(request, "visits:kept", _students_in(areas))
    return render(request, "visits/_kept.html", {"areas": ahead, "today": request.scope.on})


def _is_to_do(one: DayVisit) -> bool:
    return one.goes_along and one.visit.state not in OVER and bool(one.students)


def _adults(request: StaffRequest, visits: list[DayVisit]) -> dict[int, list[Adult]]:
    """Return the adults of the first student of each visit. One statement. A placement is not said: the
    form lies open on a telephone, at a door.
    """
    on = request.scope.on
    first = [one.students[0].pk for one in visits]
    bounds = bounds_of(request.scope, Permission.CONTACT_READ, on=on)
    return adults_of_many(first, bounds=bounds, veil=Veil(contacts=True), on=on)


def _sheet(request: StaffRequest, one: DayVisit, adults: dict[int, list[Adult]]) -> DoorSheet:
    first, *others = one.students
    may_call = [adult for adult in adults.get(first.pk, []) if not adult.no_contact]
    form = blank_form(one.visit, may_call, today=request.scope.on)
    also = [
        Sibling(child.pk, str(child), None, "", "", in_reach=True, sis_id=child.sis_id)
        for child in others
    ]
    return DoorSheet(one, form, also, {child.key for child in also})


def _students_in(areas: list[AreaOfDay]) -> list[int]:
    return [one.pk for area in areas for visit in area.visits for one in visit.students]
