"""What a list shows of a student: name, place, state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from core import sql
from students.models import Student
from students.rules import first_day_of, school_year_of
from students.rules.names import STUDENT_COLUMNS, by_name, card_name

CARDS = sql.statement(__file__, "cards")


@dataclass(frozen=True)
class Card:
    """A student in a list. `state` and `band` are '' when the year is not judged or may not be read;
    `waits` says that a report waits for a decision, and the state with it. `absent_now` are the
    school days in a row absent up to the last one judged; `reached_on` is the last day on which a
    person was reached, which is there to be told only if `tells_reached`.
    """

    pk: int
    name: str
    sis_id: str
    school: str
    grade: str
    state: str
    counted_days: int
    waits: bool
    band: str
    days_absent: int
    days_enrolled: int
    absent_now: int
    tells_reached: bool
    reached_on: date | None


def cards_of(scope: Reach, keys: Sequence[int]) -> dict[int, Card]:
    """Return the cards of those students whom the person may find, by key. One statement."""
    if not keys:
        return {}
    finding = scope.carrying(Permission.STUDENT_FIND)
    values = {
        **bounds_of(scope, Permission.STUDENT_FIND, on=scope.on),
        "keys": list(keys),
        "on": scope.on,
        "year": school_year_of(scope.on),
        "first_day": first_day_of(school_year_of(scope.on)),
        # No state unless everybody who may be found may also be read.
        "reads": finding == scope.carrying(Permission.ATTENDANCE_READ),
        "reads_cases": finding == scope.carrying(Permission.CASE_READ),
    }
    return {row["pk"]: _card(row) for row in sql.rows(CARDS, values)}


def _card(row: dict[str, Any]) -> Card:
    name = {column: row.pop(column) for column in STUDENT_COLUMNS}
    return Card(name=card_name(name), **row)


def named_cards(scope: Reach, students: QuerySet[Student]) -> list[Card]:
    """Return the cards of a few students by name. Two statements."""
    keys = list(students.order_by(*by_name()).values_list("pk", flat=True))
    found = cards_of(scope, keys)
    return [found[key] for key in keys if key in found]
