"""The fixed words of a family's packet in its home's language, by the English ones.

`words.toml` has those that every packet says; a room that packets are about has those that only its
own say, and hands them over with its dossiers.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

Words = Mapping[str, Mapping[str, str]]  # by the English text, then by language


@lru_cache(maxsize=8)
def read_words(path: Path) -> Words:
    """Return the words of a file by the English ones."""
    return tomllib.loads(path.read_text())


def words() -> Words:
    """Return the words that every packet says."""
    return read_words(Path(__file__).parent / "words.toml")


def words_in(language: str, *, more: Words) -> dict[str, str]:
    """Return every word in a language by the English one; nothing where one lacks it."""
    every = {**words(), **more}
    found = {text: said[language] for text, said in every.items() if language in said}
    return found if len(found) == len(every) else {}
