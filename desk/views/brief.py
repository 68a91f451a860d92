"""The brief about a student: what the records say, for one purpose."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, log_read, requires
from accounts.choices import Permission
from desk.queries.brief import PURPOSES, brief_of, purpose_of
from students.models import Student


@require_safe
@requires(Permission.ATTENDANCE_READ)
def brief(request: StaffRequest, pk: int) -> HttpResponse:
    """One page of sentences for a call, a hand-off, a supervisor or a meeting, as far as the viewer may
    read of the student.
    """
    found = fetch(request, Student, Permission.ATTENDANCE_READ, pk)
    told = brief_of(request.scope, found, purpose_of(request.GET.get("for", "")))
    log_read(request, "student.siblings", told.siblings)
    context = {"student": found, "brief": told, "purposes": PURPOSES, "today": request.scope.on}
    return render(request, "desk/brief.html", context)
