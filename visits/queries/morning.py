"""Visits that a person has before them today, and who is not back."""

from django.db.models import Count, Q
from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core import clock
from core.morning import Morning
from core.numbers import Number
from visits.choices import VisitState
from visits.queries.day import own_visits
from visits.queries.out import late_at, out_now


def morning(scope: Reach) -> Morning | None:
    """Return how many visits the person has today, and how many colleagues are at a door and late; of each
    only where there are any. Two statements.
    """
    numbers = [*_today(scope), *_out(scope)]
    return Morning(numbers=tuple(numbers)) if numbers else None


def _today(scope: Reach) -> list[Number]:
    if not scope.carrying(Permission.NOTE_WRITE):
        return []
    counts = own_visits(scope, on=scope.on).aggregate(
        all=Count("pk"), mine=Count("pk", filter=Q(partner=scope.person, state=VisitState.PLANNED))
    )
    if not counts["all"]:
        return []
    note = f"{counts['mine']} to confirm" if counts["mine"] else ""
    return [Number("Visits today", counts["all"], reverse("visits:day"), note=note)]


def _out(scope: Reach) -> list[Number]:
    if not scope.carrying(Permission.CASE_READ):
        return []
    late = Count("pk", filter=late_at(clock.now()))
    counts = out_now(scope, on=scope.on).order_by().aggregate(out=Count("pk"), late=late)
    if not counts["out"]:
        return []
    there = reverse("out-now")
    if not counts["late"]:
        return [Number("At a door now", counts["out"], there)]
    part = Number("Not back in time", counts["late"], f"{there}?show=late", tone="warn")
    return [Number("At a door now", counts["out"], there, part=part)]
