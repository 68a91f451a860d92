"""Sentences of the law with its parameters put in.

A passage is text by language with what it rests on. In braces stand `{group.parameter}`, which the
pack fills; `{phrase}`, another passage of the section `phrases`; and `{fact}`, which the caller
gives. After a bar comes how a number is written: `{truancy.occasions|word}`, `{counted|day,days}`.
A phrase may hang on a parameter: `by` names it and `when` has a text for each of its values.
`own` is said instead where a parameter of the passage departs from the statute.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)(?:\|([^{}]+))?\}")
LANGUAGE = re.compile(r"(?!by$)[a-z]{2}")
Texts = Mapping[str, str]  # by language


class NoSuchSentence(Exception):
    """The pack in force has no such sentence, or not in that language; the message names it."""


@dataclass(frozen=True)
class Cited:
    """A rule in one sentence and where it is written."""

    rule: str
    citation: str


@dataclass(frozen=True)
class Passage:
    """Text by language. `by` is a parameter whose value chooses among `choices`, or ''."""

    texts: Texts = field(default_factory=dict)
    citation: str = ""
    own: Texts = field(default_factory=dict)
    by: str = ""
    choices: Mapping[str, Texts] = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()  # parameters that it does not name, but that bear it

    def names(self) -> Iterator[str]:
        """What stands in braces, in every language and choice, and the parameters it rests on besides."""
        yield from (self.by, *self.rests_on) if self.by else self.rests_on
        for texts in (self.texts, self.own, *self.choices.values()):
            for text in texts.values():
                yield from (found[1] for found in PLACEHOLDER.finditer(text))


def passages_of(items: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, Passage]]:
    """The passages of a pack's file by their keys, such as day.gap and teams.board."""
    for name, item in items.items():
        if isinstance(item, str) or {"en", "when"} & item.keys():
            yield within + name, _passage(item)
        else:
            yield from passages_of(item, f"{within}{name}.")


def _passage(item: str | Mapping[str, Any]) -> Passage:
    """Read a passage as a file writes it: a text alone is English and rests on nothing."""
    if isinstance(item, str):
        return Passage({"en": item})
    return Passage(
        texts={key: text for key, text in item.items() if LANGUAGE.fullmatch(key)},
        citation=item.get("citation", ""),
        own=_texts(item.get("own", {})),
        by=item.get("by", ""),
        rests_on=tuple(item.get("rests_on", ())),
        choices={value: _texts(text) for value, text in item.get("when", {}).items()},
    )


def _texts(text: str | Texts) -> Texts:
    return {"en": text} if isinstance(text, str) else text
