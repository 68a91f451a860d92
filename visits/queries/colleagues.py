"""Whom a visit can name: staff who work at a school of its students, whom they therefore reach."""

from collections.abc import Iterable
from datetime import date

from accounts.models import User
from cases.queries.assignable_staff import assignable_staff
from students.models import Student
from students.queries.places import last_places


def colleagues_for(students: Iterable[Student], *, on: date) -> list[User]:
    """Return who can go to a home of these students, or be told of it, by name. Four statements."""
    places = last_places([student.pk for student in students], on=on)
    schools = {place.school_id for place in places.values()}
    if not schools:
        return []
    return [one.user for one in assignable_staff(on=on, schools=schools)]
