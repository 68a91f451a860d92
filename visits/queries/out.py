"""Who is at a door now, for whoever answers for them, and for the colleague who watches."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from accounts.access import Reach
from accounts.choices import Permission
from visits.choices import VisitState
from visits.models import Visit
from visits.queries.reach import visits_for


def out_now(scope: Reach, *, on: date) -> QuerySet[Visit]:
    """Return the visits at a door now: all within reach for who reads the caseloads of others, else those
    to which a person goes or which they watch; the first to be back first.
    """
    reached = visits_for(scope, Permission.CASE_READ, on=on)
    return reached.filter(out_of(scope)).order_by("back_by", "pk")


def out_of(scope: Reach) -> Q:
    """Return the condition that a visit is at a door now, and a person's to know of."""
    there = Q(state=VisitState.THERE)
    if scope.carrying(Permission.CASELOAD_READ):
        return there
    person = scope.person
    return there & (Q(goes=person) | Q(partner=person) | Q(watcher=person))


def late_at(at: datetime) -> Q:
    """Return the condition that somebody at a door is late, as `rules.alarm.is_overdue` has it."""
    return Q(state=VisitState.THERE, back_by__lt=at)
