"""Where students go to school on a day, and where they were last.

Statements that are written out join `students_place_on` and `students_last_place`, whose answers
these are.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from core import sql

PLACES = sql.statement(__file__, "places")
LAST_PLACES = sql.statement(__file__, "last_places")


@dataclass(frozen=True)
class Place:
    """A school with the grade in which a student is there."""

    school_id: int
    school: str
    grade: str


def places_on(student_ids: Collection[int], *, on: date) -> dict[int, Place]:
    """Return where the students are enrolled on the day, by their keys: of several schools the one
    entered last. Whoever is enrolled nowhere is left out. One statement, none for nobody.
    """
    return _placed(PLACES, student_ids, on)


def last_places(student_ids: Collection[int], *, on: date) -> dict[int, Place]:
    """As `places_on`, with whoever has left at the school they entered last by the day."""
    return _placed(LAST_PLACES, student_ids, on)


def _placed(statement: str, student_ids: Collection[int], on: date) -> dict[int, Place]:
    if not student_ids:
        return {}
    rows = sql.rows(statement, {"students": sorted(student_ids), "on": on})
    return {row.pop("student_id"): Place(**row) for row in rows}
