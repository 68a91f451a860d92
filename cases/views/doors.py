"""Fetching what a page is about: not within reach is 404 and logged, as for a student."""

from django.http import Http404

from accounts.access import LARGEST_KEY, StaffRequest, log_read, page_of, refuse
from accounts.choices import Permission
from accounts.models import User
from cases.access import cases_for
from cases.models import Case


def get_case_or_404(request: StaffRequest, permission: Permission, pk: int) -> Case:
    """Fetch a case of a student within reach, with its people, and log the reading."""
    reach = cases_for(request.scope, permission, on=request.scope.on)
    people = reach.select_related("student", "owner", "opened_by", "closed_by")
    case = people.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if case is None:
        refuse(request, reason=f"out of reach with {permission}")
        raise Http404
    log_read(request, page_of(request), [case.student_id])
    return case


def person(pk: int | None) -> User | None:
    """Return an active member of staff by number, or None."""
    if pk is None or not 0 < pk <= LARGEST_KEY:
        return None
    return User.objects.filter(pk=pk, is_active=True).first()
