"""Requests for help as a list shows them: whose, how far, and which are late."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.access import Who, about_reached, reach_of, reached_by
from accounts.choices import Permission
from intake.choices import OPEN, UNANSWERED, RequestState
from intake.models import HelpRequest

LATE = "late"


def requests_for(who: Who, permission: str, *, on: date) -> QuerySet[HelpRequest]:
    """Return the requests about students whom the person reaches with the permission, in no order."""
    return HelpRequest.objects.filter(about_reached(who, permission, on=on))


def requests_to_work(who: Who, permission: str, *, on: date) -> QuerySet[HelpRequest]:
    """Return the requests that the person may work on, in no order: about students whom they reach with
    the permission, and their own about one who left lately. Whoever asked still waits for an answer.
    """
    reach = reach_of(who, on=on)
    if not reach.carrying(permission):
        return HelpRequest.objects.none()
    own = Q(owner=reach.person) | Q(written_by=reach.person)
    left = own & reached_by(reach, Permission.CASE_READ, on=on)
    return HelpRequest.objects.filter(about_reached(reach, permission, on=on) | left)


def late_on(on: date) -> Q:
    """Return the condition that a request is late on a day, as `rules.levels.late_since` has it."""
    unanswered = Q(state__in=UNANSWERED, answered_on=None, due_on__lt=on)
    return unanswered | Q(state=RequestState.PAUSED, paused_until__lte=on)


def shown_on(on: date) -> dict[str, tuple[str, Q]]:
    """Return the parts of the list, in the order of its tabs."""
    return {
        "open": ("All open", Q(state__in=OPEN)),
        LATE: ("Late", late_on(on)),
        **{one.value: (str(one.label), Q(state=one)) for one in RequestState},
    }


def count_shown(requests: QuerySet[HelpRequest], *, on: date) -> dict[str, int]:
    """Return how many requests each part of the list holds. One statement."""
    parts = {key: Count("pk", filter=q) for key, (_, q) in shown_on(on).items()}
    return requests.aggregate(**parts)
