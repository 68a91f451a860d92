"""Process steps of the made-up district."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from attendance.actions.steps import Step, take
from audit.choices import ActorKind
from audit.rules import Act, Actor
from core import sql

COMMAND = Actor(kind=ActorKind.COMMAND, id="make_district", name="make_district")


def take_all(select: str, *, today: date, **values: Any) -> None:
    """Take the steps that a statement selects: its columns are those of `Step`."""
    at = timezone.make_aware(datetime.combine(today, time()))
    found = sql.rows(select, {"today": today, **values})
    take(Act(COMMAND, at, today), (Step(**row) for row in found))
