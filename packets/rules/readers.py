"""What each reader of a packet may read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from law.packs import PolicyPack
from packets.choices import Reader
from students.rules.names import written_forms


@dataclass(frozen=True)
class Redaction:
    """One kind of fact, and whose packet holds it. `words` go into the list of what is left out."""

    key: str
    words: str
    readers: frozenset[str]


ALL = frozenset(Reader.values)
NOBODY: frozenset[str] = frozenset()
REDACTIONS: tuple[Redaction, ...] = (
    Redaction("sealed", "Notes of the counseling relation", NOBODY),
    Redaction("foster", "Facts of foster placement", NOBODY),
    Redaction("homeless", "Facts of the living situation", NOBODY),
    Redaction("safe_address", "Addresses kept confidential for safety", NOBODY),
    Redaction("court_order", "Custody and no-contact orders", frozenset({Reader.CHAIR})),
    Redaction(
        "other_children",
        "Names of other children",
        frozenset({Reader.CHAIR}),
    ),
    Redaction(
        "home_address", "Home address of the student", frozenset({Reader.CHAIR, Reader.COURT})
    ),
    Redaction(
        "adult_contacts",
        "Telephones and addresses of adults",
        frozenset({Reader.CHAIR, Reader.COURT}),
    ),
    Redaction(
        "populations",
        "Programs such as IEP or 504, and what they say of health",
        frozenset({Reader.CHAIR, Reader.FAMILY}),
    ),
    Redaction(
        "staff_words",
        "Working notes of staff beyond what happened and what came of it",
        frozenset({Reader.CHAIR, Reader.PANEL, Reader.COURT}),
    ),
    Redaction("grades", "Grades and credits", ALL),
    Redaction("discipline", "Discipline", frozenset({Reader.CHAIR, Reader.PANEL, Reader.FAMILY})),
)


def shows(reader: str, key: str) -> bool:
    """Return whether a reader's packet holds a kind of fact. An unknown kind is in nobody's.

    Source: EC 49076, EC 49602; 34 CFR 99.31; who may read what is the district's to review.
    """
    return any(reader in one.readers for one in REDACTIONS if one.key == key)


def left_out(reader: str, pack: PolicyPack) -> list[str]:
    """Return in words what a reader's packet leaves out by rule, as the law in force names it.

    Source: EC 49076, EC 49602.
    """
    named = pack.section("left_out")
    return [named.get(one.key, one.words) for one in REDACTIONS if reader not in one.readers]


ANOTHER = "[another child]"


def without_names(text: str, children: Iterable[Mapping[str, str]]) -> str:
    """Return text with the names of other children taken out, first names alone included.

    Each child is the fields of a name (students.rules.names), written in any of its forms. Whole
    words, in any case of letters.

    Source: 34 CFR 99.12(a): a record on several students shows each only their own part.
    """
    for child in children:
        for form in written_forms(child):
            words = r"\s+".join(map(re.escape, form)).replace(r",\s+", r",\s*")
            text = re.sub(rf"(?i)\b{words}\b", ANOTHER, text)
    return text
