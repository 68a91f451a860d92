"""Numbers as sentences write them: in words, in order, and with the noun that fits."""

from collections.abc import Callable
from typing import Any

CARDINALS = {
    "en": (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ),
    "es": (
        "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
        "once", "doce",
    ),
}  # fmt: skip
ORDINALS = {
    "en": (
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ),
    "es": (
        "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo",
        "noveno", "décimo",
    ),
}  # fmt: skip
ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def cardinal(value: int, language: str) -> str:
    """Return a number in words up to twelve, as figures beyond: 'three', 'tres', '13'."""
    words = CARDINALS[language]
    return words[value] if 0 <= value < len(words) else str(value)


def ordinal(value: int, language: str) -> str:
    """Return a place in words while there is a word for it: 'third', 'tercero', '13th', '11.º'."""
    words = ORDINALS[language]
    if 1 <= value <= len(words):
        return words[value - 1]
    if language == "es":
        return f"{value}.º"
    ending = "th" if value % 100 in (11, 12, 13) else ENDINGS.get(value % 10, "th")
    return f"{value}{ending}"


def before(value: int, _: str) -> str:
    """Return the whole number before: the last age below 18 is 17. Alike in all languages."""
    return str(value - 1)


# What a placeholder may ask for after its bar. A capital letter begins a sentence with it.
FILTERS: dict[str, Callable[[Any, str], str]] = {
    "word": cardinal,
    "Word": lambda value, language: cardinal(value, language).capitalize(),
    "ordinal": ordinal,
    "Ordinal": lambda value, language: ordinal(value, language).capitalize(),
    "before": before,
}


def written(value: Any, how: str, language: str) -> str:
    """Return a value as a placeholder asks: by a filter, or as one of two nouns, `day,days`.

    Raises KeyError for a filter that does not exist.
    """
    if not how:
        return str(value)
    if "," in how:
        one, many = how.split(",")
        return one if value == 1 else many
    return FILTERS[how](value, language)
