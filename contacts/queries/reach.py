"""Which notes a person may read: those about at least one student within reach."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.access import Who, reach_of, students_for
from contacts.models import Note, NotePaper, NoteStudent, NoteWithdrawal
from students.models import Student


def notes_for(who: Who, permission: str, *, on: date) -> QuerySet[Note]:
    """Return the notes about at least one student within reach, in no order. One that was withdrawn is
    there for whoever wrote it.
    """
    reach = reach_of(who, on=on)
    stands = ~Exists(NoteWithdrawal.objects.filter(note=OuterRef("pk")))
    return notes_ever_for(reach, permission, on=on).filter(stands | Q(author=reach.person))


def notes_ever_for(who: Who, permission: str, *, on: date) -> QuerySet[Note]:
    """Return those that were withdrawn, too: for one's own words about them, not for what they say."""
    about = NoteStudent.objects.filter(
        note=OuterRef("pk"), student__in=students_for(who, permission, on=on)
    )
    return Note.objects.filter(Exists(about))


def papers_for(who: Who, permission: str, *, on: date) -> QuerySet[NotePaper]:
    """Return the papers of the notes that a person may read, but those that were taken off. Of a note
    about several, only for whoever reaches each of them: it may be the other child's.
    """
    reach = reach_of(who, on=on)
    within = students_for(reach, permission, on=on).values("pk")
    others = NoteStudent.objects.filter(note=OuterRef("pk")).exclude(student__in=within)
    notes = notes_for(reach, permission, on=on).filter(~Exists(others))
    return NotePaper.objects.filter(note__in=notes, withdrawal=None)


def at_home_with(student: Student) -> Callable[..., QuerySet[Student]]:
    """Return what gives the students of the student's household who are within reach."""

    def reached(who: Who, permission: str, *, on: date) -> QuerySet[Student]:
        home = student.household_id
        within = students_for(who, permission, on=on)
        return within.filter(household=home) if home else within.none()

    return reached
