"""Ways to credits and a diploma, for one student, beside what the records say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.choices import Permission
from law.packs import READ, BarrierKind, Pathway
from law.queries import practice_in_force
from plans.queries.days import LATELY
from plans.queries.interviews import barriers_found
from plans.queries.starting import known_of
from plans.rules.credits import CreditStanding, credit_standing
from students.choices import RecordKind, SchoolLevel
from students.models import Student
from students.queries.records import Sheet, records_of, sheets_from

SHOWN = (RecordKind.GRADE, RecordKind.CREDIT)


@dataclass(frozen=True)
class WayForward:
    """One way, and which of what stands in the student's way it serves."""

    way: Pathway
    serves: Sequence[str]

    @property
    def is_read(self) -> bool:
        """Whether it was read in its source: all else awaits the district's review."""
        return self.way.mark == READ


@dataclass(frozen=True)
class StudentWays:
    """The ways for a student's level of school, those that serve what was found first; what the records say of
    credits and grades, None and none for who may not read them; and the key of the plan that runs, if any.
    """

    ways: Sequence[WayForward]
    standing: CreditStanding | None
    sheets: Sequence[Sheet]
    running: int | None
    level: str


def ways_of(student: Student, may: frozenset[str], *, on: date) -> StudentWays:
    """Return what a viewer with these permissions over the student is shown. At most three statements, and those
    of the policy.
    """
    known, practice = known_of(student, on=on), practice_in_force(on)
    level = known["level"] or str(SchoolLevel.OTHER)
    found = {one.code for one in barriers_found(student.pk, since=on - LATELY)}
    ways = [
        WayForward(one, _served(one, found, practice.barriers)) for one in practice.ways(level)
    ]
    records = records_of(student.pk, SHOWN) if Permission.RECORD_READ in may else []
    return StudentWays(
        ways=sorted(ways, key=lambda one: not one.serves),
        standing=_standing(records) if Permission.RECORD_READ in may else None,
        sheets=list(sheets_from(records)),
        running=known["running"],
        level=level,
    )


def way_asked(code: str, *, on: date) -> dict[str, Any]:
    """Return how a form of strategies begins with a way that was chosen: with its name, and nothing of the
    menu. Nothing for a way that there is not.
    """
    way = practice_in_force(on).pathways.get(code)
    return {"strategy_1": "", "own_1": way.name, "owner_1": "", "days_1": []} if way else {}


def _served(way: Pathway, found: set[str], barriers: Any) -> list[str]:
    known: dict[str, BarrierKind] = barriers
    return [known[code].name for code in way.serves if code in found and code in known]


def _standing(records: Sequence[dict[str, Any]]) -> CreditStanding:
    rows = {kind: [one["data"] for one in records if one["kind"] == kind] for kind in SHOWN}
    return credit_standing(rows[RecordKind.CREDIT], rows[RecordKind.GRADE])
