"""Finding students by what somebody typed or what the SIS calls them."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from students.models import Student
from students.rules.words import plain, plain_id

MOST_WORDS = 6
# A word as short as this may be written together with what follows: O Brien, Dela Cruz, Mac Donald.
SHORT, MOST_TOGETHER = 4, 3


def ids_of(sis_ids: Sequence[str]) -> dict[str, int]:
    """Return the keys of students by the SIS's id; unknown ids are left out. One statement."""
    found = Student.objects.filter(sis_id__in=list(sis_ids)).values_list("sis_id", "pk")
    return dict(found)


def words_of(text: str) -> list[str]:
    """Return the words of a search box to look for, without accents; at most six."""
    return plain(text).split()[:MOST_WORDS]


def with_words(words: Sequence[str], key: str) -> Q:
    """Return the condition that each word begins a word of the search key `key`, in any order.

    The two patterns of a word both know where a word begins, so that the trigram index serves
    two letters as well as ten.
    """
    condition = Q()
    for place in range(len(words)):
        condition &= _begun(words, place, key)
    return condition


def known_as(text: str, path: str = "") -> Q:
    """Return the condition that a student is found by what was typed: each word begins a name or
    is the id, or all of it is the id. A text without a word finds everybody.

    `path` leads to the student, or is empty for students themselves.
    """
    words, at = words_of(text), f"{path}__" if path else ""
    condition = Q()
    for place, word in enumerate(words):
        condition &= _begun(words, place, f"{at}search_key") | with_id(word, path)
    return condition | with_id(text, path) if words else condition


def with_id(text: str, path: str = "") -> Q:
    """Return the condition that a text is the student's id, in either letter case and with or
    without marks and zeros before it.
    """
    return Q(**{f"{path}__id_key" if path else "id_key": plain_id(text) or None})


def _begun(words: Sequence[str], place: int, key: str) -> Q:
    """Return the condition that the word at a place begins a word, by itself or with neighbors."""
    condition = Q()
    for start in _together(words, place):
        condition |= Q(**{f"{key}__startswith": start}) | Q(**{f"{key}__contains": f" {start}"})
    return condition


def _together(words: Sequence[str], place: int) -> Iterator[str]:
    """Yield a word, and the words that it makes with short ones before or with what follows."""
    for first in range(max(0, place - MOST_TOGETHER + 1), place + 1):
        for end in range(place + 1, min(len(words), first + MOST_TOGETHER) + 1):
            if all(len(word) <= SHORT for word in words[first : end - 1]):
                yield "".join(words[first:end])
