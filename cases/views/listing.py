"""Why a student is on the list of today, or is not."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from cases.queries.listing import listing_of
from cases.queries.needs import SHOWN
from students.models import Student


@require_safe
@requires(Permission.CASE_MANAGE)
def why(request: StaffRequest, pk: int) -> HttpResponse:
    """Say of a student whose cases the viewer reads whether they are on the viewer's list, and why."""
    student = fetch(request, Student, Permission.CASE_READ, pk)
    listing = listing_of(request.scope, student)
    context = {"student": student, "listing": listing, "shown": SHOWN}
    return render(request, "cases/why.html", context)
