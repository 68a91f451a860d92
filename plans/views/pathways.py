"""Ways to credits and a diploma, beside a student's credits and grades."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, permissions_on, requires
from accounts.choices import Permission
from core.keys import key_of
from plans.queries.pathways import ways_of
from students.models import Student


@require_safe
@requires(Permission.NOTE_WRITE)
def ways(request: StaffRequest) -> HttpResponse:
    """What each way asks and gives, those first that serve what was found."""
    student = fetch(
        request, Student, Permission.NOTE_WRITE, key_of(request.GET.get("student", ""))
    )
    on = request.scope.on
    may = permissions_on(request.scope, student, on=on)
    context = {
        "student": student,
        "found": ways_of(student, may, on=on),
        "may_plan": Permission.CASE_MANAGE in may,
        "may_read": Permission.RECORD_READ in may,
    }
    return render(request, "plans/ways.html", context)
