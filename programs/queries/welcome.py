"""Whom to welcome back after days away in a row, and who did."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.access import Reach, about_reached, bounds_of
from accounts.choices import Permission
from attendance.choices import Outcome
from attendance.queries.kinds import KINDS
from core import sql
from core.morning import Counting, Morning
from core.numbers import Number
from law.queries import pack_in_force
from programs.models import Welcome
from students.rules import school_year_of

FOUND = sql.statement(__file__, "welcome")
DAYS = ("away_from", "away_until", "back_on")
WINDOW = (
    60  # days before, in which days away are looked for: a break of three weeks may lie between
)
LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Away:
    """A student who is back: the first and the last of so many school days away, and the first day back."""

    student_id: int
    away_from: date
    away_until: date
    days: int
    back_on: date


def to_welcome(scope: Reach, *, student: int = 0) -> dict[int, Away]:
    """Return whom a person may welcome back, by the key of the student; with `student` only that one. One
    statement, and that of the policy.
    """
    [found] = sql.rows(FOUND, asked(scope, student=student))
    rows = [_away(row) for row in json.loads(found["students"])]
    return {one.student_id: one for one in rows}


def _away(row: dict[str, Any]) -> Away:
    return Away(**row | {name: date.fromisoformat(row[name]) for name in DAYS})


def asked(scope: Reach, *, student: int = 0) -> dict[str, Any]:
    """Return the values of the statement."""
    rules = pack_in_force(scope.on)
    return {
        **KINDS,
        **bounds_of(scope, Permission.NOTE_WRITE, on=scope.on),
        "outcome_not_taken": Outcome.NOT_TAKEN,
        "school_year": school_year_of(scope.on),
        "absent_days": rules.value("welcome.absent_days"),
        "within_days": rules.value("welcome.within_days"),
        "window": WINDOW,
        "student": student,
    }


def morning(scope: Reach) -> Counting | None:
    """Return how many students of a person's schools are to be welcomed back, where there are any. Who
    reaches a region or the district has the list, and no number that nobody could work off.
    """
    values = asked(scope)
    if not scope.carrying(Permission.NOTE_WRITE) or values["reach_all"] or values["reach_regions"]:
        return None
    return Counting(FOUND, values, _told)


def _told(counts: Mapping[str, int]) -> Morning | None:
    if not counts["to_welcome"]:
        return None
    there = reverse("programs:welcome")
    return Morning(numbers=(Number("Students to welcome back", counts["to_welcome"], there),))


def welcomed_lately(scope: Reach) -> QuerySet[Welcome]:
    """Return who was welcomed back within two weeks, of those within reach, the last first."""
    reached = about_reached(scope, Permission.NOTE_WRITE, on=scope.on)
    since = scope.on - LATELY
    found = Welcome.objects.filter(reached, taken_back_at=None, at__date__gte=since)
    return found.select_related("student", "by").order_by("-at", "-pk")


def welcomes_for(who: Reach, permission: str, *, on: date) -> QuerySet[Welcome]:
    """Return the welcomes of students within reach, also those that were taken back, in no order."""
    return Welcome.objects.filter(about_reached(who, permission, on=on))
