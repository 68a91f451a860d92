"""One cell of a file, read into the value we keep.

Every reader takes the stripped text and returns the value as text, or None for "not said". A
text it cannot make sense of raises Unreadable, whose words name the remedy.
"""

import re
from collections.abc import Callable
from datetime import date, datetime

from sis.rules.unsaid import said

Reader = Callable[[str], str | None]
TextReader = Callable[[str], str]

FIRST_YEAR, LAST_YEAR = 1900, 2100
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?\Z", re.ASCII)
_TRUE = frozenset({"true", "t", "1", "y", "yes", "x"})
_FALSE = frozenset({"false", "f", "0", "n", "no"})


class Unreadable(ValueError):
    """The text cannot be this kind of value; the message says why and what to do."""


class Doubtful(str):
    """A value that is loaded and that somebody should look at; `about` says why."""

    about: str

    def __new__(cls, text: str, about: str) -> "Doubtful":
        made = super().__new__(cls, text)
        made.about = about
        return made


def _plausible(day: date) -> str:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(
            f"the year is outside {FIRST_YEAR} to {LAST_YEAR}; correct the date in the SIS"
        )
    return day.isoformat()


def iso_date(text: str) -> str | None:
    """Return the day as YYYY-MM-DD, None when blank. A midnight time is dropped.

    Source: docs/import.md, dates (ISO 8601).
    """
    if not text:
        return None
    found = _ISO.match(text)
    if not found:
        raise Unreadable(
            "not a date; write YYYY-MM-DD, or name the date format in the mapping file"
        )
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable("no such day in the calendar; correct it in the SIS") from None
    return _plausible(day)


def date_in(pattern: str) -> Reader:
    """Return a reader of dates in a strptime pattern, such as %m/%d/%Y.

    Source: docs/import.md, mapping files.
    """

    def read(text: str) -> str | None:
        if not text:
            return None
        try:
            day = datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            raise Unreadable(f"not a date of the form {pattern} that the mapping names") from None
        return _plausible(day)

    return read


def yes_no(text: str) -> str | None:
    """Return 't' or 'f', None when blank.

    Source: docs/import.md, yes and no.
    """
    word = text.casefold()
    if not word:
        return None
    if word in _TRUE:
        return "t"
    if word in _FALSE:
        return "f"
    raise Unreadable("neither yes nor no; write true or false")


def whole_minutes(text: str) -> str | None:
    """Return minutes from 0 to 1440, None when blank.

    Source: docs/import.md, minutes (a day has 1440).
    """
    if not text:
        return None
    digits = text.removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4 and int(digits) <= 1440):
        raise Unreadable("not a number of minutes from 0 to 1440")
    return str(int(digits))


def text_up_to(limit: int) -> TextReader:
    """Return a reader of text of at most `limit` characters.

    Line breaks, tabs and the separators that nobody sees become single spaces.

    Source: docs/import.md, lengths.
    """

    def read(text: str) -> str:
        if len(text) > limit:
            raise Unreadable(f"{len(text)} characters, {limit} fit; shorten it in the SIS")
        return text if text.isprintable() else " ".join(text.split())

    return read


def unless(unsaid: frozenset[str], read: TextReader) -> TextReader:
    """Return the reader with '' for what only says that nothing is known.

    Source: docs/import.md, what is not said.
    """

    def read_said(text: str) -> str:
        kept = said(text, unsaid)
        return read(kept) if kept else kept

    return read_said


_DECIMALS = re.compile(r"(?<=\d)\.0+\Z", re.ASCII)
WHOLE_DAY = frozenset({"all", "all day", "allday", "full day", "whole day", "daily", "day"})


def period(text: str) -> str:
    """Return a period of the bell schedule: a spreadsheet's 1.0 is 1.

    Source: docs/import.md, periods.
    """
    return text_up_to(20)(_DECIMALS.sub("", text))


def period_of_a_mark(text: str) -> str:
    """Return the period of a mark, '' for a word that says the whole day.

    Source: docs/import.md, periods.
    """
    return "" if text.casefold() in WHOLE_DAY else period(text)


def with_letters(read: TextReader) -> TextReader:
    """Return the reader of a name, in which there is a letter where there is a digit: a number or a day
    is a value of another column.

    Source: docs/import.md, names.
    """

    def read_name(text: str) -> str:
        if any(map(str.isdigit, text)) and not any(map(str.isalpha, text)):
            raise Unreadable("a number or a day, not a name; the row may have moved a column")
        return read(text)

    return read_name


def zip_code(text: str) -> str:
    """Return a ZIP or postal code. One without a digit is a value of another column.

    Source: docs/import.md, addresses (USPS Publication 28).
    """
    code = re.sub(r"(?<=\d)\.0+\Z", "", text)
    if not any(map(str.isdigit, code)) or len(code) > 20:
        raise Unreadable("not a ZIP code; the row may have moved a column: look at its commas")
    return code


def long_text_up_to(limit: int) -> Reader:
    """Return a reader that cuts text at `limit`: remarks are worth keeping in part.

    Source: docs/import.md, lengths.
    """

    def read(text: str) -> str:
        return " ".join(text.split())[:limit].rstrip() if text else text

    return read


def required(read: Reader) -> Reader:
    """Return the reader with blank refused.

    Source: docs/import.md, columns that may not be blank.
    """

    def read_required(text: str) -> str:
        value = read(text)
        if value is None or value == "":
            raise Unreadable("blank; this column must hold a value")
        return value

    return read_required


def dates_listed(text: str) -> str | None:
    """Return days separated by semicolon, bar, comma or space as '{2026-09-01,...}', ordered.

    Source: docs/import.md, history.csv.
    """
    days = {iso_date(part) for part in re.split(r"[;|,\s]+", text) if part}
    return "{" + ",".join(sorted(day for day in days if day)) + "}"
