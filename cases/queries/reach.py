"""Which cases, notes and tasks a person may see or change: those of students within reach."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.access import Who, reach_of, schools_for, students_for
from accounts.choices import Permission
from cases.models import Case, Note, NoteStudent, Task


def cases_for(who: Who, permission: str, *, on: date) -> QuerySet[Case]:
    """Return the cases, open and closed, of the students whom the person reaches with the
    permission, in no order.
    """
    return Case.objects.filter(student__in=students_for(who, permission, on=on))


def own_cases(who: Who, *, on: date) -> QuerySet[Case]:
    """Return the open cases that are the person's, of students they reach."""
    reach = reach_of(who, on=on)
    return cases_for(reach, Permission.CASE_READ, on=on).filter(
        owner=reach.user.pk, closed_on=None
    )


def notes_for(who: Who, permission: str, *, on: date) -> QuerySet[Note]:
    """Return the notes about at least one student within reach, in no order."""
    about = NoteStudent.objects.filter(
        note=OuterRef("pk"), student__in=students_for(who, permission, on=on)
    )
    return Note.objects.filter(Exists(about))


def tasks_for(who: Who, permission: str, *, on: date) -> QuerySet[Task]:
    """Return the tasks about students within reach, in no order."""
    return Task.objects.filter(student__in=students_for(who, permission, on=on))


def own_tasks(who: Who, *, on: date) -> QuerySet[Task]:
    """Return the tasks that are the person's to do: their own, and those of their schools that
    nobody owns; only about students they reach.
    """
    reach = reach_of(who, on=on)
    mine = Q(owner=reach.user.pk)
    if reach.carrying(Permission.CASE_MANAGE):
        schools = schools_for(reach, Permission.CASE_MANAGE, on=on).values("pk")
        mine |= Q(owner=None, school__in=schools)
    return tasks_for(reach, Permission.CASE_READ, on=on).filter(mine)
