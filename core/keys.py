"""Keys of rows as they come from outside: in a query string, in a form, in an address."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms

LARGEST_KEY = 2**63 - 1
MOST_KEYS = 2000  # in one form


def key_of(text: object) -> int:
    """Return the key that a text is, or 0, which no row has, for what can be none."""
    words = str(text).strip()
    number = int(words) if words.isdecimal() and len(words) < 20 else 0
    return number if number <= LARGEST_KEY else 0


def sent_key(sent: Mapping[str, Any]) -> UUID:
    """Return the key that a page made for its form, under which it is done once however often it is sent;
    a new one for a form that was sent without.
    """
    try:
        return UUID(str(sent.get("client_uuid", "")))
    except ValueError:
        return uuid4()


def keys_of(texts: Iterable[object]) -> list[int]:
    """Return the keys among the texts, each once, in their order."""
    return [key for key in dict.fromkeys(map(key_of, texts)) if key]


class KeyField(forms.IntegerField):
    """One key, or None where none is required."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_KEY, **options)


class KeysField(forms.CharField):
    """Keys, each once: one value with commas (a whole list), or one value for each tick."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: object) -> list[int]:
        given = value if isinstance(value, list) else [value]
        words = [word for part in given if part for word in str(part).split(",") if word.strip()]
        if not words:
            raise forms.ValidationError("Choose at least one.")
        if len(words) > MOST_KEYS or not all(key_of(word) for word in words):
            raise forms.ValidationError("Nothing was done: the page was not understood.")
        return keys_of(words)
