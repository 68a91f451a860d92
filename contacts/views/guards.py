"""Guards of notes beside the common ones."""

from collections.abc import Sequence

from accounts.access import StaffRequest, forbidden
from cases.access import may_do
from contacts.choices import WhyTakenBack
from contacts.models import Note
from contacts.queries.wordings import wordings_of
from contacts.rules import reasons_to_withdraw
from students.models import Student


def require_everybody(request: StaffRequest, note: Note, students: Sequence[Student]) -> None:
    """Let pass only who reaches every student a note is about: `students` is whom they reach.

    A note speaks for each of them. Raises PermissionDenied.
    """
    if note.about.count() > len(students):
        forbidden(request, "a note about others, too", student_id=students[0].pk)


def manages_all(request: StaffRequest, students: Sequence[Student]) -> bool:
    return all(may_do(request.scope, student)["manage"] for student in students)


def reasons_of(
    request: StaffRequest, note: Note, students: Sequence[Student]
) -> tuple[WhyTakenBack, ...]:
    """Return for which reasons the viewer, who reaches every student of a note, may take it back."""
    authors, own = {one.author_id for one in wordings_of(note)}, request.user.pk
    return reasons_to_withdraw(
        wrote_all=authors == {own}, is_concerned=own in authors or manages_all(request, students)
    )
