"""Undoing what one click did with a plan a moment ago."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from core.addresses import back_to
from core.refusals import attempt
from core.undo import moment_from
from plans import actions
from plans.models import Plan


@require_POST
@requires(Permission.CASE_MANAGE)
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that the viewer started, reviewed or changed a plan."""
    found = fetch(request, Plan, Permission.CASE_MANAGE, pk)
    return _undone(request, found, actions.undo_plan)


@require_POST
@requires(Permission.NOTE_WRITE)
def undo_delivery(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what the viewer said of a day of a plan."""
    found = fetch(request, Plan, Permission.NOTE_WRITE, pk)
    return _undone(request, found, actions.undo_delivery)


def _undone(request: StaffRequest, found: Plan, undo: Callable[..., str]) -> HttpResponse:
    at = moment_from(request.POST.get("at", ""))
    attempt(request, partial(undo, request.act, plan=found, done_at=at), str)
    return redirect(back_to(request, reverse("plans:plan", args=[found.pk])))
