"""Whether a text that somebody wrote says the same as the parameters in force.

A district writes clauses of its own, with a number where ours have a placeholder. What such a text
may speak of, and how, is in the pack's section `mentions`: a pattern by language for a phrase.
"""

import re
from dataclasses import dataclass

from law.packs.numbers import CARDINALS
from law.packs.pack import PolicyPack

SECTION = "mentions."


@dataclass(frozen=True)
class Misfit:
    """What a text says, what it would have to say, and the parameters that ask for it."""

    said: str
    wanted: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        names = " and ".join(self.parameters)
        return f"says “{self.said}”, and {names} in force make it “{self.wanted}”"


def misfits(text: str, language: str, pack: PolicyPack) -> list[Misfit]:
    """Return where a text says another number than the pack in force, in the order of the pack."""
    found = []
    for key, passage in pack.passages.items():
        if not key.startswith(SECTION) or language not in passage.texts:
            continue
        phrase = f"phrases.{key.removeprefix(SECTION)}"
        wanted = pack.sentence(phrase, language)
        found += [
            Misfit(said[0], wanted, tuple(sorted(pack.parameters_of(phrase))))
            for said in re.finditer(passage.texts[language], text, re.IGNORECASE)
            if _in_figures(said[0], language) != _in_figures(wanted, language)
        ]
    return found


def _in_figures(text: str, language: str) -> str:
    words = {word: str(number) for number, word in enumerate(CARDINALS[language])}
    return " ".join(words.get(word, word) for word in text.casefold().split())
