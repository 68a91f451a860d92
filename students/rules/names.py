"""A person's name: one list of its fields, in the order in which they are said.

Imports, cards, downloads and what a packet leaves out of other children are made from it: a field
that is added here is read, found, ordered, shown and left out like the others, and a test names the
statements that do not select it yet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from students.rules import listed_name


@dataclass(frozen=True)
class NameField:
    """One field of a name. `column` is its name with us and in a bundle, whose file must have it
    unless it is optional.
    """

    column: str
    is_optional: bool = False


LONGEST = 100
CALLED, SURNAME = "first_name", "last_name"  # what lists have of a name
STUDENT_NAME = (NameField(CALLED), NameField("middle_name", is_optional=True), NameField(SURNAME))
ADULT_NAME = (NameField(CALLED), NameField(SURNAME))
STUDENT_COLUMNS = tuple(field.column for field in STUDENT_NAME)
ORDER_COLUMNS = (SURNAME, *(column for column in STUDENT_COLUMNS if column != SURNAME))
ADULT_COLUMNS = tuple(field.column for field in ADULT_NAME)

Person = Mapping[str, Any]
# What a wrong encoding makes of one letter, two or three of others (but for the ordinals of Spanish);
# what a web page writes for one; and what stands for a letter that is lost.
_CONTINUED = re.escape(bytes({*range(0x80, 0xC0)} - {0xAA, 0xBA}).decode("cp1252", "ignore"))
_BROKEN = re.compile(
    rf"\ufffd|[ÂÃÄÅÐÑ][\x80-\x9f{_CONTINUED}]|â[€\x80]"
    r"|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z]+[0-9]*);|[^\W\d_]\?[^\W\d_]"
)


def full_name(person: Person, columns: tuple[str, ...] = STUDENT_COLUMNS) -> str:
    """Return a name as it is said: 'Ana María Ito'; a field that is blank leaves no gap.

    Source: product rule, names as the SIS has them.
    """
    return " ".join(person[column] for column in columns if person[column])


def card_name(person: Person) -> str:
    """Return a student's whole name by the surname: 'Ito, Ana María'.

    Source: product rule, lists are by surname.
    """
    given = full_name(person, ORDER_COLUMNS[1:])
    return listed_name(person[SURNAME], given)


def by_name(path: str = "") -> tuple[str, str]:
    """Return the order by name, ties by key, of rows or of what `path` leads to: the one order of
    students, schools and staff in any list. Rows of one student follow each other by it.

    Source: product rule, names in order of the alphabet, ñ after n, however they are written.
    """
    return (f"{path}__name_order", f"{path}_id") if path else ("name_order", "pk")


def place_by_name(row: Any) -> tuple[str, int]:
    """Return where a student, school or member of staff that is here already stands by name.

    Source: product rule, as `by_name`.
    """
    return row.name_order, row.pk


def name_of(row: object, columns: tuple[str, ...] = STUDENT_COLUMNS) -> dict[str, str]:
    """Return the fields of the name of a record.

    Source: product rule, names as the SIS has them.
    """
    return {column: getattr(row, column) for column in columns}


def is_broken(text: str) -> bool:
    """Return whether letters of a text were lost or replaced on its way, so that it must not be
    printed as it is: "Nu\ufffdez", "NuÃ±ez", "O&#39;Hara", "Nu?ez".

    Source: product rule, a name is written as the family writes it or not at all.
    """
    return _BROKEN.search(text) is not None


def written_forms(person: Person) -> list[tuple[str, ...]]:
    """Return the ways in which a student's name may be written, the longest first, each as its
    words: all of it, without what is optional, the surname first, and the name alone by which the
    child is called.

    Source: 34 CFR 99.12(a), product rule: who is left out is not found by a fuller name.
    """
    optional = {field.column for field in STUDENT_NAME if field.is_optional}
    called, surname = person[CALLED], person[SURNAME]
    forms: list[tuple[str, ...]] = []
    for columns in (STUDENT_COLUMNS, tuple(c for c in STUDENT_COLUMNS if c not in optional)):
        given = tuple(person[c] for c in columns if c != SURNAME and person.get(c))
        if called and surname:
            forms += [(*given, surname), (f"{surname},", *given)]
        if called:
            forms.append(given)
    return list(dict.fromkeys(forms))
