"""The people around a student: the one reader of adults and of the other children of the home.

Every screen, letter and packet reads them here, behind the veil of what its reader may know.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from core import sql
from students.models import Student
from students.rules.around import Adult, Sibling, Veil, adults_seen, siblings_seen

ADULTS = sql.statement(__file__, "adults")
SIBLINGS = sql.statement(__file__, "siblings")


def adults_of(student_id: int, *, veil: Veil, on: date) -> list[Adult]:
    """Return the adults of a student: those who may be called first, the primary one before the
    others. One statement, none for a reader who may know of nobody.
    """
    if not veil.contacts:
        return []
    return adults_from(sql.rows(ADULTS, {"student": student_id}), veil=veil, on=on)


def adults_from(rows: Iterable[Mapping[str, Any]], *, veil: Veil, on: date) -> list[Adult]:
    """Return the adults of rows of the view students_adult that a larger statement brought along,
    in their order. No statement.
    """
    return adults_seen(rows, veil=veil, on=on)


def siblings_of(student: Student, *, veil: Veil, on: date) -> list[Sibling]:
    """Return the other children of the household by name, with the school they go to on the day.
    One statement; none without a household, or for a reader who may know of nobody.
    """
    if not veil.contacts or student.household_id is None:
        return []
    values = {
        **veil.reach,
        "household": student.household_id,
        "student": student.pk,
        "on": on,
    }
    return siblings_seen(sql.rows(SIBLINGS, values), veil=veil)
