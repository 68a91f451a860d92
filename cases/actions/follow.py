"""Following what judging changed: tasks with their reasons, once for each crossing."""

import json
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from attendance.rules.locate import words_of_run
from audit.rules import Act
from cases.actions.summaries import follow_schools, refresh
from cases.models import LastReached
from core import sql
from law.queries import pack_in_force
from tasks.actions import Proposer, propose
from tasks.choices import TaskKind
from tasks.models import Task

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
    """Look anew for whom somebody reached only once as many unexplained days have passed since, and
    not while somebody still looks for them.
    """
    looked_for = [row["student_id"] for row in rows if row["kind"] == TaskKind.LOCATE]
    if not looked_for:
        return rows
    reached = dict(LastReached.objects.filter(student__in=looked_for).values_list("student", "on"))
    waiting = Task.objects.pending().filter(kind=TaskKind.LOCATE, student__in=reached)
    sought = set(waiting.values_list("student", flat=True))
    least = pack_in_force(act.on).value("contact.unexplained_days")
    others = [
        row for row in rows if row["kind"] != TaskKind.LOCATE or row["student_id"] not in reached
    ]
    anew = [
        _anew(row, days)
        for row in rows
        if row["kind"] == TaskKind.LOCATE and row["student_id"] in reached.keys() - sought
        if len(days := _days_since(row, reached[row["student_id"]])) >= least
    ]
    return others + anew


def _days_since(row: dict[str, Any], reached: date) -> list[date]:
    """Return the unexplained days after the one on which somebody was reached."""
    days = map(date.fromisoformat, json.loads(row["evidence"])["days"])
    return [day for day in days if day > reached]


def _anew(row: dict[str, Any], days: list[date]) -> dict[str, Any]:
    """Return what is proposed of these days of a run alone: a search that is over does not stand for
    the next, though the run goes on.
    """
    evidence = json.loads(row["evidence"]) | {"days": [day.isoformat() for day in days]}
    title, reason = words_of_run(days)
    key = f"{row['student_id']}:{TaskKind.LOCATE}:{days[0]}"
    return {**row, "key": key, "title": title, "reason": reason, "evidence": json.dumps(evidence)}
