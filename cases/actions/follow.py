"""Following what judging changed: tasks with their reasons, once for each crossing."""

import json
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from audit.rules import Act
from cases.actions.summaries import follow_schools, refresh
from cases.models import LastReached
from core import sql
from law.queries import pack_in_force
from tasks.actions import Proposer, propose
from tasks.choices import TaskKind

OWN = sql.statement(__file__, "own")


@transaction.atomic
def follow(act: Act, proposers: Iterable[Proposer], *, every: int = 0) -> int:
    """Propose tasks for what changed since the last time, for whoever has the case; return how
    many are new. See `tasks.actions.propose`.
    """
    proposed = propose(act, proposers, every=every, spare=partial(_without_the_reached, act))
    if proposed.looked:
        follow_schools()
    if proposed.students:
        sql.run(OWN, {"tasks": list(proposed.students)})
        refresh(set(proposed.students.values()))
    return len(proposed.students)


def _without_the_reached(act: Act, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out to locate whom somebody reached: until as many unexplained days have passed since."""
    looked_for = [row for row in rows if row["kind"] == TaskKind.LOCATE]
    if not looked_for:
        return rows
    ids = [row["student_id"] for row in looked_for]
    reached = dict(LastReached.objects.filter(student__in=ids).values_list("student", "on"))
    least = pack_in_force(act.on).value("contact.unexplained_days")
    return [
        row
        for row in rows
        if row["kind"] != TaskKind.LOCATE
        or _days_since(row, reached.get(row["student_id"])) >= least
    ]


def _days_since(row: dict[str, Any], reached: date | None) -> int:
    """Return how many of the unexplained days lie after the day on which somebody was reached."""
    evidence = row["evidence"]
    days = (json.loads(evidence) if isinstance(evidence, str) else evidence)["days"]
    return sum(reached is None or day > reached.isoformat() for day in days)
