"""Finding a student to write about."""

from django.db.models import QuerySet

from students.models import Student
from students.queries import known_as, words_of
from students.rules.names import by_name

MOST = 8


def students_named(students: QuerySet[Student], text: str) -> list[Student]:
    """Return the first students of these whose names begin with the words, or whose ID it is."""
    if not words_of(text):
        return []
    return list(students.filter(known_as(text)).order_by(*by_name())[:MOST])
