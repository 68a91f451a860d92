"""Tasks that rules propose: once for each crossing, however often this runs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from attendance.queries.news import read_news
from audit.actions import record
from audit.rules import Act
from core import sql
from core.proposals import Proposal
from law.packs import PolicyPack
from law.queries import pack_in_force
from students.rules import first_day_of, school_year_of
from tasks.choices import TaskKind, TaskState
from tasks.models import FollowCursor

# What a room proposes under a policy, the most pressing first.
Proposer = Callable[[PolicyPack], Iterable[Proposal]]
# What is left of the rows that are proposed.
Spare = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
CURSOR = "tasks"
NEWEST = sql.statement(__file__, "newest")
PROPOSE = sql.statement(__file__, "propose")
COLUMNS = (
    *("student_id", "school_id", "kind", "key", "title", "reason", "evidence"),
    *("day", "school_days"),
)


@dataclass(frozen=True)
class Proposed:
    """The new tasks with the student of each, and whether the days of everybody were looked
    through.
    """

    students: Mapping[int, int]
    looked: bool


def is_behind() -> bool:
    """Return whether anything was judged that `propose` has not read. Two look-ups."""
    cursor = FollowCursor.objects.filter(pk=CURSOR).first() or FollowCursor(pk=CURSOR)
    newest = _newest()
    return newest.change > cursor.change or newest.judged > cursor.assessment


@transaction.atomic(savepoint=False)
def propose(
    act: Act, proposers: Iterable[Proposer], *, every: int = 0, spare: Spare = list
) -> Proposed:
    """Write what the rooms propose about what changed since the last time, but what `spare` leaves out
    of the rows, as somebody above knows better.

    What judging changed is read once for all of them, and the look through the days of everybody
    is taken at most once in `every` seconds. As many statements as there are proposals, and a few,
    for any number of students.
    """
    cursor, _ = FollowCursor.objects.select_for_update().get_or_create(pk=CURSOR)
    newest = _newest(school_year_of(act.on))
    looks = newest.judged > cursor.assessment and _waited(act, cursor, every)
    asked = {False: newest.change > cursor.change, True: looks}
    made = _write(act, spare(_wanted(act, proposers, asked, cursor.change, newest)))
    if looks:
        cursor.assessment, cursor.scanned_at = newest.judged, act.at
    cursor.change = max(newest.change, cursor.change)
    cursor.save()
    if made:
        _record(act, tasks=len(made), change=newest.change)
    return Proposed(made, looks)


class _Newest(NamedTuple):
    """What is the last of each: `as_of` is the day up to which a school year was judged."""

    change: int
    judged: int
    as_of: date | None


def _newest(school_year: int | None = None) -> _Newest:
    [row] = sql.rows(NEWEST, {"school_year": school_year})
    return _Newest(**row)


def _waited(act: Act, cursor: FollowCursor, seconds: int) -> bool:
    at = cursor.scanned_at
    return at is None or (act.at - at).total_seconds() >= seconds


def _wanted(
    act: Act,
    proposers: Iterable[Proposer],
    asked: Mapping[bool, bool],
    since: int,
    newest: _Newest,
) -> list[dict[str, Any]]:
    """Return the rows of what is asked: what is news, before what a look through found."""
    if not any(asked.values()):
        return []
    pack, year = pack_in_force(act.on), school_year_of(act.on)
    values: dict[str, Any] = {"as_of": newest.as_of, "on": act.on}
    values |= {"school_year": year, "first_day": first_day_of(year)}
    proposals = [one for proposer in proposers for one in proposer(pack)]
    found = []
    if asked[False]:
        read_news(pack, since=since, school_year=year)
        found += _chosen((one for one in proposals if not one.looks), values)
    looked = (one for one in proposals if one.looks and asked[True])
    return found + _chosen(looked, values)


def _chosen(proposals: Iterable[Proposal], values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what is proposed, student by student, the most pressing first."""
    told: set[int] = set()
    found = []
    for one in proposals:
        kind = TaskKind(one.kind)
        rows = sql.rows(one.statement, {**values, **one.values})
        found += [
            {**row, "kind": kind}
            for row in rows
            if not (row["is_first"] and row["student_id"] in told)
        ]
        told |= {row["student_id"] for row in rows}
    return sorted(found, key=lambda row: row["student_id"])


def _write(act: Act, wanted: list[dict[str, Any]]) -> dict[int, int]:
    """Write what was not written before; return the student of each task."""
    if not wanted:
        return {}
    columns: dict[str, Any] = {name: [row[name] for row in wanted] for name in COLUMNS}
    columns |= {"on": act.on, "state_open": TaskState.OPEN}
    return {row["id"]: row["student_id"] for row in sql.rows(PROPOSE, columns)}


def _record(act: Act, **detail: object) -> None:
    record(act, action="task.proposed", target_kind="follow", target_id=CURSOR, detail=detail)
