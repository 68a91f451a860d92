"""Finding a student to write about."""

from django.db.models import Q, QuerySet

from students.models import Student
from students.rules import search_key

MOST = 8


def students_named(students: QuerySet[Student], text: str) -> list[Student]:
    """Return the first students of these whose names begin with the words, or whose ID it is."""
    words = search_key(text).split()[:6]
    if not words:
        return []
    named = Q()
    for word in words:
        named &= Q(search_key__startswith=word) | Q(search_key__contains=f" {word}")
    found = students.filter(named | Q(sis_id=text.strip()))
    return list(found.order_by("last_name", "first_name", "pk")[:MOST])
