"""Visits that a person has before them today, and who is not back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core import clock
from core.morning import Morning
from core.numbers import Number
from visits.choices import VisitState
from visits.models import Visit
from visits.queries.day import own_on
from visits.queries.out import late_at, out_now, out_of
from visits.queries.reach import visits_for

MOST = 3


@dataclass(frozen=True)
class Late:
    """Who is not back in time, the longest first, and whether the viewer may check them out."""

    visits: Sequence[Visit]
    may_write: bool


def morning(scope: Reach) -> Morning | None:
    """Return how many visits the person has today, how many colleagues are at a door, and first of all who
    is not back in time; of each only where there are any. One statement, and one where somebody is late.
    """
    if not scope.carrying(Permission.CASE_READ):
        return None
    counts = _counts(scope)
    leads = bool(scope.carrying(Permission.CASELOAD_READ))
    numbers = [*_out(counts, leads=leads), *_today(counts)]
    if not counts["late"]:
        return Morning(numbers=tuple(numbers)) if numbers else None
    late = out_now(scope, on=scope.on).filter(late_at(clock.now()))
    writes = bool(scope.carrying(Permission.NOTE_WRITE))
    found = Late(list(late.select_related("goes", "watcher")[:MOST]), writes)
    return Morning(numbers=tuple(numbers), part="visits/_late.html", found=found)


def _counts(scope: Reach) -> dict[str, int]:
    """Return how many visits are of each kind; of one's own only for who writes down what came of them."""
    own, out = own_on(scope, on=scope.on), out_of(scope)
    to_confirm = Q(partner=scope.person, state=VisitState.PLANNED, day=scope.on)
    parts = {"out": out, "late": out & late_at(clock.now())}
    if scope.carrying(Permission.NOTE_WRITE):
        parts |= {"own": own, "to_confirm": to_confirm}
    reached = visits_for(scope, Permission.CASE_READ, on=scope.on).filter(own | out)
    found = reached.aggregate(**{key: Count("pk", filter=one) for key, one in parts.items()})
    return {"own": 0, "to_confirm": 0, **found}


def _today(counts: dict[str, int]) -> list[Number]:
    if not counts["own"]:
        return []
    note = f"{counts['to_confirm']} to confirm" if counts["to_confirm"] else ""
    return [Number("Visits today", counts["own"], reverse("visits:day"), note=note)]


def _out(counts: dict[str, int], *, leads: bool) -> list[Number]:
    """Return who is not back, and for who leads them how many are out: one's own stand among the visits."""
    there = reverse("out-now")
    late = Number("Not back in time", counts["late"], f"{there}?show=late", tone="danger")
    out = Number("At a door now", counts["out"] if leads else 0, there)
    return [number for number in (late, out) if number.value]
