"""Whom a group may have: students of its school within reach."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import Who, students_for
from accounts.choices import Permission
from plans.models import Group, Plan
from students.models import Enrollment, Student
from students.queries import known_as
from students.rules.names import by_name


def who_may_join(who: Who, group: Group, *, text: str, on: date) -> QuerySet[Student]:
    """Return the students of the group's school whom the person reaches and who are not in it: those
    found by what was typed, who have a plan that runs (`has_plan`) first, by name.
    """
    here = Enrollment.objects.open_on(on, tail=0).filter(school=group.school_id)
    there = group.members.filter(left_on=None)
    planned = Plan.objects.running().filter(student=OuterRef("pk"))
    found = students_for(who, Permission.NOTE_WRITE, on=on).filter(
        known_as(text), pk__in=here.values("student")
    )
    free = found.exclude(pk__in=there.values("student")).annotate(has_plan=Exists(planned))
    return free.order_by("-has_plan", *by_name())
