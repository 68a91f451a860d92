"""What a list shows of a student: name, place, state."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.access import Reach, students_for
from accounts.choices import Permission
from attendance.models import Standing
from attendance.queries.states import STATE
from students.models import Enrollment, Student
from students.rules import school_year_of


@dataclass(frozen=True)
class Card:
    """A student in a list. `state` is '' when the year is not judged or may not be read."""

    pk: int
    first_name: str
    middle_name: str
    last_name: str
    sis_id: str
    school: str
    grade: str
    state: str
    counted_days: int


def cards_of(scope: Reach, keys: Sequence[int]) -> dict[int, Card]:
    """Return the cards of those students whom the person may find, by key. One statement."""
    place = Enrollment.objects.filter(student=OuterRef("pk"), entry_date__lte=scope.on).order_by(
        "-entry_date", "-pk"
    )
    standing = _standing(scope)
    rows = (
        students_for(scope, Permission.STUDENT_FIND, on=scope.on)
        .filter(pk__in=keys)
        .annotate(
            school=Subquery(place.values("school__name")[:1]),
            grade=Subquery(place.values("grade")[:1]),
            concern=Subquery(standing.values("concern")[:1]),
            counted_days=Subquery(standing.values("counted_days")[:1]),
        )
    )
    return {row.pk: _card(row) for row in rows} if keys else {}


def _standing(scope: Reach) -> QuerySet[Any]:
    """This year's standing; none unless everybody who may be found may also be read."""
    finding = scope.carrying(Permission.STUDENT_FIND)
    if finding != scope.carrying(Permission.ATTENDANCE_READ):
        return Standing.objects.none()
    return Standing.objects.filter(
        student=OuterRef("pk"), school_year=school_year_of(scope.on)
    ).annotate(concern=STATE)


def _card(row: Any) -> Card:
    return Card(
        pk=row.pk,
        first_name=row.first_name,
        middle_name=row.middle_name,
        last_name=row.last_name,
        sis_id=row.sis_id,
        school=row.school or "",
        grade=row.grade or "",
        state=row.concern or "",
        counted_days=row.counted_days or 0,
    )


def named_cards(scope: Reach, students: QuerySet[Student]) -> list[Card]:
    """Return the cards of a few students by name. Two statements."""
    keys = list(students.order_by("last_name", "first_name", "pk").values_list("pk", flat=True))
    found = cards_of(scope, keys)
    return [found[key] for key in keys if key in found]
