"""Who was reached last about a student, and what was tried since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from accounts.choices import Permission
from contacts.choices import Came
from contacts.models import Note
from contacts.queries.contacts import is_contact
from contacts.queries.sealed import has_sealed_notes
from contacts.rules import SILENT
from students.models import Student


@dataclass(frozen=True)
class SinceReached:
    """The last note by which a person was reached, or None, and the contacts after it that reached nobody,
    the newest first: attempts, and those that are none.
    """

    last: Note | None
    since: Sequence[Note]
    seals: bool = False  # whether the viewer may seal notes, or open those that they sealed

    @property
    def attempts(self) -> list[Note]:
        return [note for note in self.since if note.came == Came.ATTEMPT]

    @property
    def missed(self) -> list[Note]:
        return [note for note in self.since if note.came == Came.MISSED]


def since_reached(student_id: int) -> SinceReached:
    """Return who was reached last about a student, and what was tried since. Two statements."""
    told = _told(student_id)
    last = told.filter(reached=True).select_related("guardian").first()
    since = told.filter(reached=False)
    since = since.filter(happened_at__gt=last.happened_at) if last else since
    return SinceReached(last, list(since))


def panel(student: Student, may: frozenset[str]) -> SinceReached:
    """Return what the student's page shows to whoever may read cases. Two statements."""
    seals = Permission.SEALED_WRITE in may and has_sealed_notes()
    return replace(since_reached(student.pk), seals=seals)


def _told(student_id: int) -> QuerySet[Note]:
    """Return the contacts and attempts about a student as they read now, the newest first."""
    found = Note.objects.filter(is_contact(), about__student=student_id).exclude(kind__in=SILENT)
    return found.order_by("-happened_at", "-pk")
