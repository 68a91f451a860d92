"""The other children of a home, with what concerns each now and whom to call about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.access import Reach, veil_of
from accounts.choices import Permission, Role, Scope
from attendance.choices import Band, Status
from core import sql
from law.queries import pack_in_force
from students.models import Student
from students.queries import siblings_of
from students.rules import first_day_of, school_year_of
from students.rules.around import Sibling

MOST_COLLEAGUES = 2


@dataclass(frozen=True)
class SiblingConcern(Sibling):
    """A sibling with what concerns it; `has_concern` is None when the year is not judged yet. Out of
    the viewer's reach there is no link and no status, only whether a concern is open and whom to
    call: `colleagues`, whom nobody needs about a sibling within reach.
    """

    has_concern: bool | None
    colleagues: list[str]


def siblings_with_concern(
    scope: Reach,
    student: Student,
    may: frozenset[str],
    *,
    reached_with: str = Permission.STUDENT_FIND,
) -> list[SiblingConcern]:
    """Return the siblings whom the viewer, with these permissions over the student, may know of.

    One statement, and one more where there are any.
    """
    veil = veil_of(scope, may, reached_with=reached_with)
    siblings = siblings_of(student, veil=veil, on=scope.on)
    if not siblings:
        return []
    concerns = concerns_of(siblings, scope.on)
    return [
        SiblingConcern(**vars(one), has_concern=has_concern, colleagues=colleagues)
        for one in siblings
        for has_concern, colleagues in [concerns[one.pk]]
    ]


def concerns_of(siblings: Sequence[Sibling], on: date) -> dict[int, tuple[bool | None, list[str]]]:
    """Return by sibling whether the year gives concern, None where it is not judged, and whom to call about one out of reach.

    One statement.
    """
    values = {
        "students": [one.pk for one in siblings],
        "schools": [None if one.in_reach else one.school_id for one in siblings],
        "school_year": school_year_of(on),
        "first_day": first_day_of(school_year_of(on)),
        "on": on,
        "status_none": Status.NONE,
        "chronic": [Band.MODERATE, Band.SEVERE],
        "unexplained_days": pack_in_force(on).value("contact.unexplained_days"),
        "most": MOST_COLLEAGUES,
        "role_counselor": Role.COUNSELOR,
        "scope_school": Scope.SCHOOL,
    }
    found = sql.tuples(sql.statement(__file__, "concerns"), values)
    return {student: (concern, colleagues) for student, concern, colleagues in found}
