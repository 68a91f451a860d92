"""Finding a student to write about."""

from django.db.models import Q, QuerySet

from students.models import Student
from students.queries import with_words, words_of

MOST = 8


def students_named(students: QuerySet[Student], text: str) -> list[Student]:
    """Return the first students of these whose names begin with the words, or whose ID it is."""
    words = words_of(text)
    if not words:
        return []
    found = students.filter(with_words(words, "search_key") | Q(sis_id=text.strip()))
    return list(found.order_by("last_name", "first_name", "pk")[:MOST])
