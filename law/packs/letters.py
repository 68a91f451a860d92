"""What a pack says of letters: what is asked of the words of each kind, and its own templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# Sections with a sentence in each language that goes out as the pack has it.
SENTENCES = ("call", "superseded")


@dataclass(frozen=True)
class Elements:
    """What a statute asks of a letter's words from a day on: each element by the words that say it
    in each language, and those that rest on facts by the slot that names them. A list that is
    written without a day holds before the first dated change.
    """

    since: date
    says: Mapping[str, Mapping[str, str]]
    slots: Mapping[str, str]


@dataclass(frozen=True)
class WordingRule:
    """What is asked of the words of one kind of letter, the newest list last."""

    statute: str
    lists: tuple[Elements, ...]

    def elements_on(self, day: date) -> Elements:
        """Return the list in force on a day; before the first of them, the first."""
        return next((one for one in reversed(self.lists) if one.since <= day), self.lists[0])


@dataclass(frozen=True)
class Forbidden:
    """What no letter says from a day on: a pattern, and what is said of a clause that has it."""

    since: date
    pattern: str
    says: str


@dataclass(frozen=True)
class LetterLaw:
    """What a pack says of letters. `templates` are its files as they are written; `call` is by language
    the sentence on where to call, for whom no wording is in; `superseded` the sentence that is printed over what was taken back.
    """

    rules: Mapping[str, WordingRule] = field(default_factory=dict)
    forbidden: tuple[Forbidden, ...] = ()
    templates: tuple[Mapping[str, Any], ...] = ()
    call: Mapping[str, str] = field(default_factory=dict)
    superseded: Mapping[str, str] = field(default_factory=dict)


def letter_law(data: Mapping[str, Any], templates: tuple[Mapping[str, Any], ...]) -> LetterLaw:
    """Return what a pack's letters.toml and its folder of letters say."""
    rules = {
        kind: WordingRule(
            rule["statute"],
            tuple(
                Elements(one.get("since", date.min), one.get("says", {}), one.get("slots", {}))
                for one in rule["lists"]
            ),
        )
        for kind, rule in data.items()
        if kind not in ("forbidden", *SENTENCES)
    }
    forbidden = tuple(Forbidden(**one) for one in data.get("forbidden", ()))
    said = {name: data.get(name, {}) for name in SENTENCES}
    return LetterLaw(rules, forbidden, templates, **said)
