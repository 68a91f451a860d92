"""What commands about words of the SIS are told, and what they say back."""

from typing import Any

from django.core.management.base import CommandParser

from core.commands import BadUsage, Refused
from core.refusals import Refusal
from sis.choices import WordKind
from sis.models import SourceWord
from sis.rules.meanings import NO_WORD


def add_word(parser: CommandParser) -> None:
    parser.add_argument("kind", choices=WordKind.values, help="what the word is said of")
    parser.add_argument("word", help=f"as list_words has it; {NO_WORD} for none")


def word_by(options: dict[str, Any]) -> SourceWord:
    """Return the word that is named. Raises BadUsage, which says where they are listed."""
    word = "" if options["word"] == NO_WORD else options["word"]
    named = SourceWord.objects.filter(kind=options["kind"], word__iexact=word)
    found = named.filter(word=word).first() or named.first()
    if found is None:
        raise BadUsage(f"No {options['kind']} is written {options['word']!r}; see list_words.")
    return found


def facts_of(word: SourceWord) -> dict[str, Any]:
    return {
        "kind": word.kind,
        "word": str(word),
        "students": word.students,
        "rows": word.rows,
        "meaning": word.meaning,
        "given_at": word.given_at,
        "given_by": word.given_by,
    }


def refused(refusal: Refusal) -> Refused:
    return Refused(str(refusal), {"changed": 0, "refused": str(refusal)})
