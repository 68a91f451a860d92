"""Taking back what one click did with a referral: by a button of its page, or Undo beside the message."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from core.refusals import attempt, refuse
from core.stages import NotNow
from core.undo import moment_from
from sarb.access import of_boards, of_school_teams
from sarb.actions import taking_back as actions
from sarb.models import Referral

WITHDRAWN = "Taken back: the referral goes to nobody. It stays on file, and the student can be referred again."
NOT_RETURNED = "Undone: the referral is as it was before it was returned."
WAITS = "Taken back: the referral waits for an answer again."


@require_POST
@requires(Permission.REFERRAL_MAKE)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that a referral was sent."""
    found = fetch(request, Referral, Permission.REFERRAL_MAKE, pk, related=["student"])
    return _back(request, found, actions.withdraw, WITHDRAWN)


@require_POST
@requires(Permission.DOCKET_MANAGE)
def wait_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that a referral to a board was accepted."""
    found = fetch(request, of_boards, Permission.DOCKET_MANAGE, pk, related=["student"])
    return _back(request, found, actions.wait_again, WAITS)


@require_POST
@requires(Permission.TEAM_ANSWER)
def team_wait_again(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that a referral to a school's own team was accepted."""
    found = fetch(request, of_school_teams, Permission.TEAM_ANSWER, pk, related=["student"])
    return _back(request, found, actions.wait_again, WAITS)


@require_POST
@requires(Permission.DOCKET_MANAGE)
def undo_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that the viewer returned a referral to a board a moment ago."""
    found = fetch(request, of_boards, Permission.DOCKET_MANAGE, pk, related=["student"])
    return _undone(request, found)


@require_POST
@requires(Permission.TEAM_ANSWER)
def team_undo_return(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that the viewer returned a referral to a school's own team a moment ago."""
    found = fetch(request, of_school_teams, Permission.TEAM_ANSWER, pk, related=["student"])
    return _undone(request, found)


def _undone(request: StaffRequest, found: Referral) -> HttpResponse:
    at = moment_from(request.POST.get("at", ""))
    change = partial(actions.undo_return, request.act, referral=found, done_at=at)
    attempt(request, change, NOT_RETURNED)
    return redirect("sarb:referral", pk=found.pk)


def _back(
    request: StaffRequest, found: Referral, change: Callable[..., Referral], done: str
) -> HttpResponse:
    """Take back what was done, or only what Undo names by its moment."""
    posted = request.POST.get("at", "")
    at = moment_from(posted)
    if posted and at is None:
        refuse(request, NotNow.advice)
        return redirect("sarb:referral", pk=found.pk)
    attempt(request, partial(change, request.act, referral=found, done_at=at), done)
    return redirect("sarb:referral", pk=found.pk)
