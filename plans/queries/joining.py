"""Whom a group may have: students of its school within reach."""

from datetime import date

from django.db.models import QuerySet

from accounts.access import Who, students_for
from accounts.choices import Permission
from plans.models import Group, Plan
from students.models import Enrollment, Student
from students.queries import known_as
from students.rules.names import by_name


def who_may_join(who: Who, group: Group, *, text: str, on: date) -> QuerySet[Student]:
    """Return the students of the group's school whom the person reaches and who are not in it, by name:
    those found by what was typed, or else those with a plan that runs.
    """
    here = Enrollment.objects.open_on(on, tail=0).filter(school=group.school_id)
    found = students_for(who, Permission.NOTE_WRITE, on=on).filter(pk__in=here.values("student"))
    if text.strip():
        found = found.filter(known_as(text))
    else:
        found = found.filter(pk__in=Plan.objects.running().values("student"))
    there = group.members.filter(left_on=None)
    return found.exclude(pk__in=there.values("student")).order_by(*by_name())
