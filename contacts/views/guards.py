"""Guards of notes beside the common ones."""

from collections.abc import Sequence

from accounts.access import StaffRequest, forbidden
from contacts.models import Note
from students.models import Student


def require_everybody(request: StaffRequest, note: Note, students: Sequence[Student]) -> None:
    """Let pass only who reaches every student a note is about: `students` is whom they reach.

    A note speaks for each of them. Raises PermissionDenied.
    """
    if note.about.count() > len(students):
        forbidden(request, "a note about others, too", student_id=students[0].pk)
