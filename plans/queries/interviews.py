"""What interviews found about a student."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import sql
from plans.choices import Weight
from plans.models import Interview, InterviewBarrier
from students.models import Guardian

BARRIERS = sql.statement(__file__, "barriers")
MOST = 200


@dataclass(frozen=True)
class Mention:
    """Who named a barrier, and when."""

    spoke: str
    held_on: date


@dataclass(frozen=True)
class FoundBarrier:
    """One barrier, as it was named last: `is_main` says whether it weighed most then. `mentions` are
    those who named it, each by the last time, the newest first; `times` is in how many interviews.
    """

    code: str
    family: str
    label: str
    is_main: bool
    mentions: tuple[Mention, ...]
    times: int

    @property
    def held_on(self) -> date:
        return self.mentions[0].held_on


def barriers_found(student_id: int, *, since: date) -> list[FoundBarrier]:
    """Return what was found about the student from a day on, by interviews that stand: what weighs
    most first, then what was named last. One statement.
    """
    rows = sql.rows(BARRIERS, {"student": student_id, "since": since, "most": MOST})
    found: dict[str, list[InterviewBarrier]] = {}
    for row in rows:
        found.setdefault(row["code"], []).append(_barrier(row))
    told = [_found(named) for named in found.values()]
    return sorted(told, key=lambda one: not one.is_main)


def _barrier(row: Mapping[str, Any]) -> InterviewBarrier:
    adult = sql.made(Guardian, row["guardian"]) if row["guardian"] else None
    interview = sql.made(Interview, row["interview"], guardian=adult)
    return sql.made(InterviewBarrier, row, interview=interview)


def _found(named: list[InterviewBarrier]) -> FoundBarrier:
    """Return a barrier that was named so often, the last time first."""
    last = named[0]
    said: dict[tuple[str, int | None, str], Mention] = {}
    for held in (one.interview for one in named):
        key = (held.speaker, held.guardian_id, held.with_name.casefold())
        said.setdefault(key, Mention(held.spoke, held.held_on))
    return FoundBarrier(
        code=last.code,
        family=last.family,
        label=last.label,
        is_main=last.weight == Weight.MAIN,
        mentions=tuple(said.values()),
        times=len(named),
    )
