"""Which notes a person may read: those about at least one student within reach."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.access import Who, students_for
from contacts.models import Note, NoteStudent


def notes_for(who: Who, permission: str, *, on: date) -> QuerySet[Note]:
    """Return the notes about at least one student within reach, in no order."""
    about = NoteStudent.objects.filter(
        note=OuterRef("pk"), student__in=students_for(who, permission, on=on)
    )
    return Note.objects.filter(Exists(about))
