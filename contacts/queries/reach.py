"""Which notes a person may read: those about at least one student within reach."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import Who, students_for
from contacts.models import Note, NoteStudent
from students.models import Student


def notes_for(who: Who, permission: str, *, on: date) -> QuerySet[Note]:
    """Return the notes about at least one student within reach, in no order."""
    about = NoteStudent.objects.filter(
        note=OuterRef("pk"), student__in=students_for(who, permission, on=on)
    )
    return Note.objects.filter(Exists(about))


def at_home_with(student: Student) -> Callable[..., QuerySet[Student]]:
    """Return what gives the students of the student's household who are within reach."""

    def reached(who: Who, permission: str, *, on: date) -> QuerySet[Student]:
        home = student.household_id
        within = students_for(who, permission, on=on)
        return within.filter(household=home) if home else within.none()

    return reached
