"""The other children of a home, with what concerns each now and whom to call about it."""

from dataclasses import dataclass

from accounts.access import Reach, veil_of
from accounts.choices import Permission
from accounts.queries import counselors_at
from attendance.choices import Status
from attendance.models import Standing
from students.models import Student
from students.queries import siblings_of
from students.rules import school_year_of
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

    One statement, one more where there are any, and one for those out of reach.
    """
    veil = veil_of(scope, may, reached_with=reached_with)
    siblings = siblings_of(student, veil=veil, on=scope.on)
    if not siblings:
        return []
    standings = Standing.objects.filter(
        student__in=[one.pk for one in siblings], school_year=school_year_of(scope.on)
    )
    statuses = dict(standings.values_list("student", "status"))
    far = {one.school_id for one in siblings if one.school_id and not one.in_reach}
    colleagues = counselors_at(far, on=scope.on)
    return [
        SiblingConcern(
            **vars(one),
            has_concern=statuses[one.pk] != Status.NONE if one.pk in statuses else None,
            colleagues=colleagues.get(one.school_id or 0, [])[:MOST_COLLEAGUES],
        )
        for one in siblings
    ]
