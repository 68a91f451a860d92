"""What records say, in sentences made of templates: none says what no record says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from core.clock import day_of
from core.templatetags.ui import count_of

Fact = str | int | date | None


@dataclass(frozen=True)
class Sentence:
    """One sentence and the record that it was made of: `key` names that once for all, such as note:12,
    `href` opens it for whoever may be told. `kind` is that of its template.
    """

    kind: str
    key: str
    text: str
    href: str


class Sentences:
    """The templates of a room, each under the kind of its sentences, with names of facts in braces."""

    def __init__(self, **templates: str) -> None:
        self.templates = templates

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self.templates)

    def say(self, kind: str, key: str, href: str, **facts: Fact) -> Iterator[Sentence]:
        """Yield the sentence of the facts; nothing where one of them is not on file."""
        if all(fact not in ("", None) for fact in facts.values()):
            told = {name: _told(fact) for name, fact in facts.items()}
            text = self.templates[kind].format(**told)
            yield Sentence(kind, key, f"{text[:1].upper()}{text[1:]}", href)


def many(number: int, words: str) -> str:
    """Return a number with its noun, as `many(3, "day,days")` gives "3 days"; '' for none."""
    return count_of(number, words) if number else ""


def _told(fact: Fact) -> str:
    if isinstance(fact, datetime):
        fact = day_of(fact)
    return f"{fact:%B} {fact.day}, {fact.year}" if isinstance(fact, date) else str(fact)
