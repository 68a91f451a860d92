"""Words of a search box, as a database can look them up."""

from django.db.models import Q

from students.rules import search_key

MOST_WORDS = 6


def words_of(text: str) -> list[str]:
    """Return the words to look for, without accents; at most six."""
    return search_key(text).split()[:MOST_WORDS]


def with_words(words: list[str], key: str) -> Q:
    """Return the condition that each word begins a name in `key`, in any order.

    The two patterns of a word both know where a word begins, so that the trigram index serves
    two letters as well as ten.
    """
    condition = Q()
    for word in words:
        condition &= Q(**{f"{key}__startswith": word}) | Q(**{f"{key}__contains": f" {word}"})
    return condition
