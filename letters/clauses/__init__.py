"""The wording of letters: clauses with their languages side by side, and the words around.

A template is an ordered list of clauses with the statute, and the dates between which it may be
sent; it is a file of the policy pack whose statute asks for it. What a file says goes to a family only once the district has approved it, language by
language; the approved wording is kept by its content, so that a changed file is a new wording.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from law.packs import PolicyPack

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Clause:
    """One passage. `texts` by language; `slot` names what of the facts follows it, or ''."""

    key: str
    element: str
    citation: str
    slot: str
    texts: dict[str, str]


@dataclass(frozen=True)
class Template:
    """One version of one letter, in every language it is written in. `words` are those that it has
    besides the common ones, by language.
    """

    key: str
    version: str
    statute: str
    effective_from: date
    effective_to: date | None
    titles: dict[str, str]
    words: dict[str, dict[str, str]]
    clauses: tuple[Clause, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(language for language in LANGUAGES if language in self.titles)

    def content(self, language: str, pack: PolicyPack) -> dict[str, Any]:
        """Return the wording in one language, complete: what is approved and what is printed.

        The parameters in force are put in: other values are another wording, to be approved anew.
        """
        return {
            "title": self.titles[language],
            "statute": self.statute,
            "words": words()[language] | self.words.get(language, {}),
            "clauses": [
                {
                    "key": clause.key,
                    "element": clause.element,
                    "slot": clause.slot,
                    "text": pack.filled(clause.texts.get(language, ""), language),
                }
                for clause in self.clauses
            ],
        }


def templates(pack: PolicyPack) -> tuple[Template, ...]:
    """Return every version of every letter that a pack has, oldest first."""
    found = [_template(data) for data in pack.letters.templates]
    return tuple(sorted(found, key=lambda one: (one.key, one.effective_from)))


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / "words.toml").read_text())


@lru_cache(maxsize=8)
def letterhead(path: str) -> dict[str, Any]:
    """Return the district's facts and offers, of the file named or of the made-up district."""
    return tomllib.loads((Path(path) if path else FOLDER / "demonstration.toml").read_text())


def _template(data: Mapping[str, Any]) -> Template:
    return Template(
        key=data["template"],
        version=data["version"],
        statute=data["statute"],
        effective_from=data["effective_from"],
        effective_to=data.get("effective_to"),
        titles=data["title"],
        words=data.get("words", {}),
        clauses=tuple(
            Clause(
                key=clause["key"],
                element=clause.get("element", ""),
                citation=clause["citation"],
                slot=clause.get("slot", ""),
                texts={code: clause[code] for code in LANGUAGES if code in clause},
            )
            for clause in data["clause"]
        ),
    )
