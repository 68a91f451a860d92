"""An id of the SIS: taken as it is, or refused with what a program on the way made of it.

An id that was rounded or retyped may name another child. It is refused, never guessed at; only
what spreadsheets put around an id to keep it whole comes off.
"""

import re
import unicodedata

from sis.rules.values import Unreadable

LONGEST = 60
_KEPT_AS_TEXT = re.compile(r"=\"([^\"]*)\"\Z")
_ROUNDED = re.compile(
    r"\d(?:[.,]\d+)?E\+\d{1,3}\Z|\d[.,]\d+E-?\d{1,3}\Z", re.IGNORECASE | re.ASCII
)
_DECIMAL = re.compile(r"\d+[.,]0+\Z", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+\Z", re.ASCII)
_FAILED = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV/0!|#+)\Z", re.IGNORECASE)
_UNSAID = frozenset({"null", "(null)", "n/a", "none", "nan", "nil", "undefined", "(blank)"})
_SUMMED = re.compile(
    r"(?:(?:grand|sub|report|page)[ -]?)?totals?\b|(?:row|record|student|count)s?\s*[:=]"
    r"|number of\b|end of (?:report|file|data)\b|\(?\d+ (?:rows?|records?|students?)\b",
    re.IGNORECASE | re.ASCII,
)
_SPREADSHEET = (
    "a spreadsheet did this; export the file again and do not save it from a spreadsheet"
)
_FAULTS = (
    (_ROUNDED, f"rounded to a power of ten, its last digits are lost: {_SPREADSHEET}"),
    (_DECIMAL, f"a number with decimals, its leading zeros may be lost: {_SPREADSHEET}"),
    (_GROUPED, f"a number with thousands parted by commas: {_SPREADSHEET}"),
    (_FAILED, f"the error of a formula, not an id: {_SPREADSHEET}"),
    (_SUMMED, "a total or a remark, not an id; leave such lines out of the export"),
)


def sis_id(text: str) -> str:
    """Return an id of the SIS, 1 to 60 characters, as it is.

    Source: docs/import.md, ids.
    """
    if text.isascii() and text.isdigit() and len(text) <= LONGEST:
        return text  # nearly all of them
    kept = _KEPT_AS_TEXT.match(text)
    text = kept[1].strip() if kept else text.removeprefix("'").strip()
    if not text:
        raise Unreadable("blank; every row needs this id")
    if len(text) > LONGEST:
        raise Unreadable(f"{len(text)} characters; an id has at most {LONGEST}")
    _refuse_retyped(text)
    _refuse_unseen(text)
    return text


def _refuse_retyped(text: str) -> None:
    for fault, reason in _FAULTS:
        if fault.match(text):
            raise Unreadable(reason)
    if text.startswith("="):
        raise Unreadable(f"a formula, not an id: {_SPREADSHEET}")
    if text.casefold() in _UNSAID or not any(map(str.isalnum, text)):
        raise Unreadable("this stands for no id; every row needs the id of the SIS")


def _refuse_unseen(text: str) -> None:
    """Two ids that look the same must be the same."""
    if text.isascii() and text.isprintable():
        return
    for place, character in enumerate(text, 1):
        if not character.isprintable() or unicodedata.category(character) == "Cf":
            name = unicodedata.name(character, f"U+{ord(character):04X}")
            raise Unreadable(
                f"character {place} is invisible ({name.lower()}); take it out of the id in the SIS"
            )
    if unicodedata.normalize("NFKC", text) != text:
        raise Unreadable("letters or digits of another form; write the id as the SIS shows it")
