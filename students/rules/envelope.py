"""What an envelope and a letter must have, as one table; and an address that fits the window."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from students.rules.languages import ENGLISH_NAMES, language_code
from students.rules.names import is_broken

LINES = 5
# A line of the window is 4 inches wide, its letters are 10.5 points high: in thousandths of that.
LINE_WIDTH = 4 * 72 * 1000 / 10.5
# How wide the letters of the font are: a class of letters at least so wide. Others stand as the widest.
_WIDTHS = (
    (345, " !'(),-.:;I[]`ijl"),
    (490, '"/?\\_cfrstz{}'),
    (575, "$*+0123456789<=>EFJLSTYZ^aekvxy|~"),
    (660, "#ABCKPRVXbdghnopqu"),
    (790, "&DGHNOQUw"),
)
WIDEST = 1000
_WIDTH_OF = {letter: width for width, letters in _WIDTHS for letter in letters}
# Five digits, with or without four more; or a Canadian code.
ZIP = re.compile(r"\d{5}(?:[- ]?\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d", re.IGNORECASE)
# A state of two letters, or by its name after street and town.
_STATE = r"(?:\b[A-Z]{2}|,[^,]*\w[^,]*, *[A-Za-z][A-Za-z. ]+),? +"
STATE_AND_ZIP = re.compile(rf"{_STATE}(?:{ZIP.pattern})\s*$")


class Record(StrEnum):
    """Whose record is to be corrected where something lacks."""

    STUDENT = "student"
    ADULTS = "adults"
    ADULT = "adult"
    LETTERHEAD = "letterhead"


@dataclass(frozen=True)
class Must:
    """One thing that must be there before a letter goes: what is said where it lacks, whose record
    is to be corrected, and what is to be done about it.
    """

    says: str
    record: Record
    fix: str


def _sis(what: str) -> str:
    return f"{what} in the student information system: it comes with the next import."


DECIDE = "Decide on the page of the letter whether this adult gets it."
MUST: dict[str, Must] = {
    "no_child_name": Must(
        "The student has no name on file: the letter would not say about whom it is.",
        Record.STUDENT,
        _sis("Enter the name"),
    ),
    "no_name": Must(
        "An adult who would get a copy has no name on file.",
        Record.ADULT,
        _sis("Enter the name"),
    ),
    "name_broken": Must(
        "The name {who} came broken from the student information system. How is it written?",
        Record.ADULT,
        _sis("Correct the name"),
    ),
    "child_name_broken": Must(
        "The student’s name {who} came broken from the student information system. How is it written?",
        Record.STUDENT,
        _sis("Correct the name"),
    ),
    "no_rights_holder": Must(
        "Nobody on file is known to hold education rights. Who does?",
        Record.ADULTS,
        _sis("Enter who does"),
    ),
    "rights_unknown": Must(
        "The student information system does not say whether {who} holds education rights.",
        Record.ADULT,
        _sis("Enter it"),
    ),
    "no_charge": Must(
        "It is not known with which adult the student lives.",
        Record.ADULTS,
        _sis("Enter with whom"),
    ),
    "court_order": Must(
        "A court order is on file for {who}. May a letter be sent?", Record.ADULT, DECIDE
    ),
    "no_contact": Must(
        "{who} holds education rights, but there must be no contact. May a letter be sent?",
        Record.ADULT,
        DECIDE,
    ),
    "no_mail": Must(
        "{who} would get a copy, but is marked to receive no mail. May it be sent?",
        Record.ADULT,
        DECIDE,
    ),
    "nobody_left": Must(
        "By what was decided nobody gets this letter. Who does?",
        Record.ADULTS,
        "Take a decision back, or correct the adults in the student information system.",
    ),
    "no_address": Must(
        "There is no address for {who}. Where can this adult be written to? A family without a home "
        "is written to through the liaison.",
        Record.ADULT,
        _sis("Enter street, city, state and ZIP code"),
    ),
    "half_address": Must(
        "The address of {who} lacks the state or the ZIP code, or has a part of it alone.",
        Record.ADULT,
        _sis("Correct it"),
    ),
    "no_fit": Must(
        "Name and address of {who} do not fit into the window of the envelope: it holds {lines} lines.",
        Record.ADULT,
        _sis("Shorten what is written there"),
    ),
    "language_unknown": Must(
        "The language {who} reads is not on file. Which is it?",
        Record.ADULT,
        _sis("Enter it"),
    ),
    "birth_date_unknown": Must(
        "The birth date is not on file. Is the student 18, and written to alone?",
        Record.STUDENT,
        _sis("Enter it"),
    ),
    "two_ids": Must(
        "{who} is on file under two ids, of which one has no contact, a safe address, or by decision no "
        "letters. Are they one person?",
        Record.ADULT,
        _sis("Correct the ids"),
    ),
    "no_liaison": Must(
        "The letter goes through the district’s liaison, who is not named yet.",
        Record.LETTERHEAD,
        "The district’s letterhead names one; the letter waits.",
    ),
}


# What the letter alone lacks, or a person decides on its page for one adult: filing is not mailing, so
# a report is filed without it, and the letter asks by itself.
OF_THE_LETTER = frozenset(
    {"no_name", "no_child_name", "no_fit", *(code for code in MUST if MUST[code].fix == DECIDE)}
)


@dataclass(frozen=True)
class MailQuestion:
    """Something that lacks before a letter may go. `code` is one of MUST, `who` the name and `key`
    the key of the adult it is about, both '' where it is about none.
    """

    code: str
    who: str = ""
    key: str = ""

    @property
    def text(self) -> str:
        return MUST[self.code].says.format(who=self.who or "this adult", lines=LINES)

    @property
    def fix(self) -> str:
        return MUST[self.code].fix

    @property
    def record(self) -> Record:
        return MUST[self.code].record


@dataclass(frozen=True)
class AddressLines:
    """An address as lines; none when there is nowhere to write to. Half of one, without state or
    a whole ZIP code, is not written to.
    """

    lines: tuple[str, ...] = ()
    is_half: bool = False

    def __bool__(self) -> bool:
        return bool(self.lines)


NOWHERE = AddressLines()


def address_lines(street: str, city: str, state: str, zip_code: str) -> AddressLines:
    """Return an address as an envelope has it; none without a street and a town.

    Source: USPS Publication 28, product rule: state and ZIP code, or it is asked for.
    """
    if not (_says_something(street) and _says_something(city)):
        return NOWHERE
    town = " ".join(part for part in (f"{city},", state, zip_code) if part)
    is_whole = len(re.sub(r"[\W\d_]", "", state)) > 1 and ZIP.fullmatch(zip_code.strip())
    return AddressLines((street, town.rstrip(",")), is_half=not is_whole)


def safe_lines(text: str) -> AddressLines:
    """Return a safe address, which is written on one line: the street, then the town.

    Source: Gov. Code 6205, product rule.
    """
    street, _, town = text.strip().partition(", ")
    lines = tuple(part for part in (street, town) if part)
    return AddressLines(lines, is_half=bool(lines) and not STATE_AND_ZIP.search(text))


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def lacks_of_envelope(
    *, child: str, name: str, address: AddressLines, key: str = ""
) -> list[MailQuestion]:
    """Return what an envelope and the letter in it lack: names, an address, the room for them. A person
    with one name is a person.

    Source: product rule, nothing goes out that nobody can deliver or understand.
    """
    asked = [
        ("no_child_name", not _says_something(child)),
        ("child_name_broken", is_broken(child)),
        ("no_name", not _says_something(name)),
        ("name_broken", is_broken(name)),
        ("no_address", not address),
        ("half_address", address.is_half),
        ("no_fit", not fits_window([name, *address.lines])),
    ]
    return [_lack(code, child, name, key) for code, is_lacking in asked if is_lacking]


def _lack(code: str, child: str, name: str, key: str) -> MailQuestion:
    if MUST[code].record == Record.STUDENT:
        return MailQuestion(code, child)
    return MailQuestion(code, name, key)


def is_language(written: str) -> bool:
    """Return whether what is on file names a language: one that letters know, or a word of any other;
    not a number or an abbreviation that nobody has given a meaning.

    Source: EC 48985, product rule: what nobody understands is asked about.
    """
    letters = re.sub(r"[\W\d_]", "", written)
    is_word = len(letters) > 2 or not letters.isascii()
    return is_word or language_code(written.strip()) in ENGLISH_NAMES


def fits_window(lines: Sequence[str]) -> bool:
    """Return whether name and address stay in the window of the envelope, however they break.

    Source: USPS Domestic Mail Manual 601.6, product rule: what does not show is not delivered.
    """
    rows = [_rows(line) for line in lines]
    return None not in rows and sum(row or 0 for row in rows) <= LINES


def _rows(line: str) -> int | None:
    """Return how many rows of the window a line takes; None where a word is wider than one."""
    if len(line) * WIDEST <= LINE_WIDTH:
        return 1  # nearly all of them, and lines are many
    rows, used = 1, 0.0
    for word in line.split():
        width = sum(map(_width, word))
        if width > LINE_WIDTH:
            return None
        if used and used + _width(" ") + width > LINE_WIDTH:
            rows, used = rows + 1, 0.0
        used += width + (_width(" ") if used else 0)
    return rows


def _width(letter: str) -> int:
    plain = unicodedata.normalize("NFD", letter)
    if len(plain) > 1 and all(unicodedata.combining(mark) for mark in plain[1:]):
        letter = plain[0]
    return 0 if unicodedata.combining(letter) else _WIDTH_OF.get(letter, WIDEST)
