"""Which notes a person may read: those about at least one student within reach."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.access import Who, reach_of, students_for
from contacts.models import Note, NoteStudent, NoteWithdrawal
from students.models import Student


def notes_for(who: Who, permission: str, *, on: date) -> QuerySet[Note]:
    """Return the notes about at least one student within reach, in no order. One that was withdrawn is
    there for whoever wrote it.
    """
    reach = reach_of(who, on=on)
    about = NoteStudent.objects.filter(
        note=OuterRef("pk"), student__in=students_for(reach, permission, on=on)
    )
    stands = ~Exists(NoteWithdrawal.objects.filter(note=OuterRef("pk")))
    return Note.objects.filter(Exists(about), stands | Q(author=reach.person))


def at_home_with(student: Student) -> Callable[..., QuerySet[Student]]:
    """Return what gives the students of the student's household who are within reach."""

    def reached(who: Who, permission: str, *, on: date) -> QuerySet[Student]:
        home = student.household_id
        within = students_for(who, permission, on=on)
        return within.filter(household=home) if home else within.none()

    return reached
