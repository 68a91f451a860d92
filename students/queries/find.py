"""Finding students by what somebody typed or what the SIS calls them."""

from collections.abc import Sequence

from django.db.models import Q

from students.models import Student
from students.rules import search_key

MOST_WORDS = 6


def ids_of(sis_ids: Sequence[str]) -> dict[str, int]:
    """Return the keys of students by the SIS's id; unknown ids are left out. One statement."""
    found = Student.objects.filter(sis_id__in=list(sis_ids)).values_list("sis_id", "pk")
    return dict(found)


def words_of(text: str) -> list[str]:
    """Return the words of a search box to look for, without accents; at most six."""
    return search_key(text).split()[:MOST_WORDS]


def with_words(words: Sequence[str], key: str) -> Q:
    """Return the condition that each word begins a name in `key`, in any order.

    The two patterns of a word both know where a word begins, so that the trigram index serves
    two letters as well as ten.
    """
    condition = Q()
    for word in words:
        condition &= Q(**{f"{key}__startswith": word}) | Q(**{f"{key}__contains": f" {word}"})
    return condition
