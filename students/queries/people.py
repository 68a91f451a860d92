"""The people around a student: the one reader of adults and of the other children of the home.

Every screen, letter and packet reads them here, behind the veil of what its reader may know.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from core import sql
from students.models import Student
from students.rules.around import Adult, Sibling, Veil, adults_seen, siblings_seen

ADULTS = sql.statement(__file__, "adults")
ADULTS_OF_MANY = sql.statement(__file__, "adults_of_many")
SIBLINGS = sql.statement(__file__, "siblings")


def adults_of(student_id: int, *, veil: Veil, on: date) -> list[Adult]:
    """Return the adults of a student: those who may be called first, the primary one before the
    others. One statement, none for a reader who may know of nobody.
    """
    if not veil.contacts:
        return []
    return adults_from(sql.rows(ADULTS, {"student": student_id}), veil=veil, on=on)


def adults_of_many(
    students: Collection[int], *, bounds: Mapping[str, Any], veil: Veil, on: date
) -> dict[int, list[Adult]]:
    """Return the adults of those of the students who are within `bounds`, by student and each in the
    order of `adults_of`. One statement.
    """
    rows = sql.rows(ADULTS_OF_MANY, {**bounds, "students": list(students)})
    return {
        student: adults_from(theirs, veil=veil, on=on)
        for student, theirs in groupby(rows, key=itemgetter("student_id"))
    }


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
