"""Words that people and systems write where they know nothing: they are no value."""

from collections.abc import Mapping
from functools import lru_cache

from students.rules.names import CALLED, STUDENT_COLUMNS, SURNAME
from students.rules.words import plain

LONGEST = 30  # letters of such a word
# By `students.rules.words.plain`: without case, accents, dashes and points.
UNSAID = frozenset(
    {
        *("", "null", "n a", "na", "none", "nil", "nan", "undefined", "unknown", "unk", "unkn"),
        *("not known", "not available", "not provided", "not given", "not on file", "not stated"),
        *("not applicable", "no data", "missing", "blank", "tbd", "tba", "x", "xx", "xxx", "xxxx"),
        *("desconocido", "desconocida", "no se sabe", "ninguno", "ninguna"),
    }
)
# Where an address should be: nobody can be written to there.
NO_ADDRESS = UNSAID | {
    *("homeless", "no address", "no fixed address", "no permanent address", "transient"),
    *("unhoused", "unsheltered", "shelter", "car", "motel", "moved", "address unknown"),
    *("unknown address", "confidential", "confidential address", "address confidential"),
    *("withheld", "undisclosed", "protected", "private", "restricted", "same", "same as above"),
    *("sin hogar", "sin domicilio", "sin direccion", "return to sender", "do not mail"),
}
NO_LANGUAGE = UNSAID | {"other", "no response", "declined to state", "decline to state", "99"}
# A family can be called so.
FAMILY_NAMES = frozenset({"null", "none", "na", "nil", "nan", "xx", "x"})
FIRST_NAMES = frozenset({"na", "nan", "nil"})
NO_ORDER = UNSAID | {"no", "n", "0", "false"}


def said(text: str, unsaid: frozenset[str] = UNSAID) -> str:
    """Return the text, or '' for a word that says nothing.

    Source: docs/import.md, what is not said.
    """
    # Cells are many: what begins or ends with a digit is a street, a telephone or a date.
    if len(text) > LONGEST or (len(text) > 2 and (text[0].isdigit() or text[-1].isdigit())):
        return text
    return _said(text, unsaid)


@lru_cache(maxsize=100_000)
def _said(text: str, unsaid: frozenset[str]) -> str:
    return "" if plain(text) in unsaid else text


def said_names(row: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the names of a row without words that are none: a family called Null keeps its name
    where a first name stands beside it.

    Source: docs/import.md, what is not said.
    """
    first, last = row.get(CALLED) or "", row.get(SURNAME) or ""
    called, family = said(first), said(last)
    if called and plain(last) in FAMILY_NAMES:
        family = last
    if family and plain(first) in FIRST_NAMES:
        called = first
    names: dict[str, str | None] = {CALLED: called, SURNAME: family}
    for column in STUDENT_COLUMNS:
        if column not in names and row.get(column):
            names[column] = said(row[column] or "")
    return names
