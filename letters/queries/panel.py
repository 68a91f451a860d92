"""The letters about one student, as the student's page shows them."""

from letters.queries.detail import LetterDetail, letters_of
from students.models import Student


def panel(student: Student, _may: frozenset[str]) -> list[LetterDetail]:
    """Return the letters about the student, newest first. At most four statements."""
    return letters_of([student.pk])
