"""Words of the facts in the language of a home."""

from collections.abc import Mapping
from typing import Any


def spoken(text: str, home: Mapping[str, Any]) -> str:
    """Return words as a home's language has them, "Home visit, welfare check" part by part. What is not
    known stays as it is: somebody wrote it.

    Source: EC 48985, what a family is told is told in its language.
    """
    said = home["said"]
    return (
        str(said[text])
        if text in said
        else ", ".join(_part(one, said) for one in text.split(", "))
    )


def _part(text: str, said: Mapping[str, str]) -> str:
    """Return a part of what was put together; it begins as it did there, with a small letter or not."""
    for english, words in said.items():
        if english.casefold() == text.casefold():
            return words[:1].lower() + words[1:] if text[:1].islower() else words
    return text
