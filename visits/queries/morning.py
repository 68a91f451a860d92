"""Visits that a person has before them today, and who is not back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.urls import reverse

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from core import clock, sql
from core.morning import Counting, Morning
from core.numbers import Number
from visits.choices import VisitState
from visits.models import Visit
from visits.queries.out import late_at, out_now

COUNTS = sql.statement(__file__, "morning")
MOST = 3


@dataclass(frozen=True)
class Late:
    """Who is not back in time, the longest first, and whether the viewer may check them out."""

    visits: Sequence[Visit]
    may_write: bool


def morning(scope: Reach) -> Counting | None:
    """Return how many visits the person has today, how many colleagues are at a door, and first of all who
    is not back in time; of each only where there are any. One statement more where somebody is late.
    """
    if not scope.carrying(Permission.CASE_READ):
        return None
    values = {
        **bounds_of(scope, Permission.CASE_READ, on=scope.on),
        **sql.kinds(visit=VisitState),
        "person": scope.person,
        "on": scope.on,
        "now": clock.now(),
        "writes": bool(scope.carrying(Permission.NOTE_WRITE)),
        "leads": bool(scope.carrying(Permission.CASELOAD_READ)),
    }
    return Counting(COUNTS, values, partial(_told, scope))


def _told(scope: Reach, counts: Mapping[str, int]) -> Morning | None:
    leads = bool(scope.carrying(Permission.CASELOAD_READ))
    numbers = [*_out(counts, leads=leads), *_today(counts)]
    if not counts["late"]:
        return Morning(numbers=tuple(numbers)) if numbers else None
    late = out_now(scope, on=scope.on).filter(late_at(clock.now()))
    writes = bool(scope.carrying(Permission.NOTE_WRITE))
    found = Late(list(late.select_related("goes", "watcher")[:MOST]), writes)
    return Morning(numbers=tuple(numbers), part="visits/_late.html", found=found)


def _today(counts: Mapping[str, int]) -> list[Number]:
    if not counts["own"]:
        return []
    note = f"{counts['to_confirm']} to confirm" if counts["to_confirm"] else ""
    return [Number("Visits today", counts["own"], reverse("visits:day"), note=note)]


def _out(counts: Mapping[str, int], *, leads: bool) -> list[Number]:
    """Return who is not back, and for who leads them how many are out: one's own stand among the visits."""
    there = reverse("out-now")
    late = Number("Not back in time", counts["late"], f"{there}?show=late", tone="danger")
    out = Number("At a door now", counts["out"] if leads else 0, there)
    return [number for number in (late, out) if number.value]
