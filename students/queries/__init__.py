"""Reads of students, of the people around them, and of where they go to school."""

from students.queries.find import ids_of, known_as, with_words, words_of
from students.queries.mail import Family, families_of
from students.queries.people import adults_from, adults_of, adults_of_many, siblings_of

__all__ = [
    "Family",
    "adults_from",
    "adults_of",
    "adults_of_many",
    "families_of",
    "ids_of",
    "known_as",
    "siblings_of",
    "with_words",
    "words_of",
]
