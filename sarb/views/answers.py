"""What a referral is answered: by the chair to a board or panel, by the school to its own team.

Each verb has two doors, as another permission and other referrals stand behind each.
"""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import StaffRequest, fetch, requires
from accounts.choices import Permission
from audit.queries import undo_tag
from core.forms import FilledForm
from core.refusals import attempt
from core.undo import Undoing, tagged
from sarb.access import of_boards, of_school_teams
from sarb.actions import referrals as actions
from sarb.actions import teams
from sarb.forms import KeepForm, MeetingForm, ReturnForm
from sarb.models import Referral
from sarb.queries.undoings import OF_MEETING, OF_RETURN, OF_TEAMS_RETURN
from sarb.views.referrals import again

ACCEPTED = "Accepted. Give the case a place on a hearing calendar:"
TEAM_ACCEPTED = "Accepted. Once the team has met, say on which day."
RETURNED = "Returned. Whoever sent it reads your reason on its page."
KEPT = "Kept, with your reason. The case goes on."
HELD = "The meeting is on record."
NOT_HELD = "Taken back: the team has not met. The referral is accepted."


@require_POST
@requires(Permission.DOCKET_MANAGE)
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    undo = tagged(
        reverse("sarb:wait_again", args=[pk]), request.act.at, opens=reverse("sarb:hearings")
    )
    return _at_once(request, _to_a_board(request, pk), actions.accept, ACCEPTED, undo)


@require_POST
@requires(Permission.TEAM_ANSWER)
def team_accept(request: StaffRequest, pk: int) -> HttpResponse:
    undo = tagged(reverse("sarb:team_wait_again", args=[pk]), request.act.at)
    return _at_once(request, _to_a_team(request, pk), actions.accept, TEAM_ACCEPTED, undo)


@require_POST
@requires(Permission.DOCKET_MANAGE)
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    return _return(request, _to_a_board(request, pk), OF_RETURN)


@require_POST
@requires(Permission.TEAM_ANSWER)
def team_return(request: StaffRequest, pk: int) -> HttpResponse:
    return _return(request, _to_a_team(request, pk), OF_TEAMS_RETURN)


@require_POST
@requires(Permission.DOCKET_MANAGE)
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a referral although its ground moved, with the reason."""
    return _keep(request, _to_a_board(request, pk))


@require_POST
@requires(Permission.TEAM_ANSWER)
def team_keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a referral although its ground moved, with the reason."""
    return _keep(request, _to_a_team(request, pk))


@require_POST
@requires(Permission.TEAM_ANSWER)
def team_held(request: StaffRequest, pk: int) -> HttpResponse:
    """Say on which day the school's own team met."""
    form = MeetingForm(request.POST, today=request.scope.on)
    found = _to_a_team(request, pk)
    return _filled(request, found, "meeting_form", form, teams.hold, HELD, OF_MEETING)


@require_POST
@requires(Permission.TEAM_ANSWER)
def team_not_held(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back that the school's own team met."""
    return _at_once(request, _to_a_team(request, pk), teams.not_held, NOT_HELD)


def _to_a_board(request: StaffRequest, pk: int) -> Referral:
    return fetch(request, of_boards, Permission.DOCKET_MANAGE, pk, related=["student"])


def _to_a_team(request: StaffRequest, pk: int) -> Referral:
    return fetch(request, of_school_teams, Permission.TEAM_ANSWER, pk, related=["student"])


def _return(request: StaffRequest, found: Referral, way: Undoing) -> HttpResponse:
    form = ReturnForm(request.POST)
    return _filled(request, found, "return_form", form, actions.send_back, RETURNED, way)


def _keep(request: StaffRequest, found: Referral) -> HttpResponse:
    return _filled(request, found, "keep_form", KeepForm(request.POST), actions.keep, KEPT)


def _at_once(
    request: StaffRequest,
    found: Referral,
    change: Callable[..., object],
    done: str,
    undo: str = "",
) -> HttpResponse:
    """Do with a referral what one click does; `undo` is the tag of the message."""
    attempt(request, partial(change, request.act, referral=found), done, tags=undo)
    return redirect("sarb:referral", pk=found.pk)


def _filled(
    request: StaffRequest,
    found: Referral,
    name: str,
    form: FilledForm,
    change: Callable[..., object],
    done: str,
    way: Undoing | None = None,
) -> HttpResponse:
    """Do with a referral what a form says; `name` is what the page calls the form, which comes back
    where it has a fault. `way` is how it is undone.
    """
    if not form.is_valid():
        return again(request, found, **{name: form})
    made = partial(change, request.act, referral=found, **form.cleaned_data)
    attempt(
        request,
        made,
        done,
        tags=lambda _: undo_tag(request.act, way, found.pk) if way else "",
    )
    return redirect("sarb:referral", pk=found.pk)
