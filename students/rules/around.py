"""The adults and the other children around a student, as far as a reader may know of them.

What is veiled is blank here, and leaves no trace that it is there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from students.choices import Relation
from students.rules.names import ADULT_COLUMNS, full_name
from students.rules.people import plain_relation, written_address
from students.rules.phones import Phone, phones_in

NAMELESS = "Name not on file"


@dataclass(frozen=True)
class Veil:
    """What a reader may know of the people around a student. Nothing, unless it says so, but
    that workers of agencies are there.

    `placements`: that a relation or an agency tells of foster care. `agencies`: that workers of
    agencies are among the adults at all. `far_children`: that a child of the home goes to a school
    out of the reader's reach, which `reach` describes: the values of the fragment students/reached.
    """

    contacts: bool = False
    placements: bool = False
    agencies: bool = True
    far_children: bool = False
    reach: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Right:
    """What an adult may do: True, False, or None where the SIS does not say."""

    words: str
    holds: bool | None


@dataclass(frozen=True)
class Adult:
    """One adult of a student. With `no_contact` there is nothing here to call or to write to.

    `address` is the only one that may be used; `is_safe` means that another one on file must not,
    `is_hidden` that the adult's own is left out because it is the student's home, and the home's
    must not be told.
    """

    pk: int
    name: str
    relation: str
    is_primary: bool = False
    no_contact: bool = False
    court_order: str = ""
    order_ends: date | None = None
    order_is_over: bool = False
    holds_rights: bool | None = None
    receives_mail: bool | None = None
    lives_with: bool | None = None
    has_affidavit: bool = False
    is_agency_worker: bool = False
    language: str = ""
    needs_interpreter: bool = False
    phones: tuple[Phone, ...] = ()
    email: str = ""
    address: str = ""
    is_safe: bool = False
    is_hidden: bool = False

    @property
    def key(self) -> str:
        return str(self.pk)

    @property
    def phone(self) -> Phone | None:
        """The telephone to call first."""
        return next((phone for phone in self.phones if phone.link), None)

    @property
    def rights(self) -> tuple[Right, ...]:
        return (
            Right("Education rights", self.holds_rights),
            Right("Receives mail", self.receives_mail),
            Right("Lives with the student", self.lives_with),
        )


@dataclass(frozen=True)
class FormerAdult:
    """Who was an adult of the student until a day: nobody to call or to write to."""

    name: str
    relation: str
    ended_on: date


@dataclass(frozen=True)
class Sibling:
    """A child of the same household, and the school it goes to on the day; blank for one that is
    enrolled nowhere. The id is for whoever reaches the child.
    """

    pk: int
    name: str
    school_id: int | None
    school: str
    grade: str
    in_reach: bool
    sis_id: str

    @property
    def key(self) -> str:
        return str(self.pk)


def adults_seen(rows: Iterable[Mapping[str, Any]], *, veil: Veil, on: date) -> list[Adult]:
    """Return the adults of the rows of students_adult, in their order; none without contacts.

    Source: FC 3025.5, CCP 1209, Gov. Code 6205 (confidential addresses); EC 49076.
    """
    if not veil.contacts:
        return []
    adults = [_adult(row, veil, on) for row in rows if veil.agencies or not _is_agency(row)]
    if not hides_home(adults):
        return adults
    # Another adult of the same home must not give away what the safe address hides.
    return [
        one if one.is_safe or one.lives_with is False else replace(one, address="", is_hidden=True)
        for one in adults
    ]


def first_to_call(adults: Iterable[Adult]) -> Adult | None:
    """Return the first adult who may be called and has a telephone.

    Source: product rule, the primary adult is called before the others; who must not be contacted is
    never offered (EC 49076).
    """
    return next((adult for adult in adults if adult.phone), None)


def former_seen(rows: Iterable[Mapping[str, Any]], *, veil: Veil) -> list[FormerAdult]:
    """Return who is no adult of the student any more, in the order of the rows; none without
    contacts.

    Source: EC 49076, product rule: who lost a right is known and not written to.
    """
    if not veil.contacts:
        return []
    return [
        FormerAdult(
            name=full_name(row, ADULT_COLUMNS) or NAMELESS,
            relation=_relation(row, veil),
            ended_on=date.fromisoformat(row["ended_on"]),
        )
        for row in rows
        if veil.agencies or not _is_agency(row)
    ]


def hides_home(adults: Iterable[Adult]) -> bool:
    """Return whether the home itself must not be told: whoever lives there has a safe address.

    Source: Gov. Code 6205, product rule: what one adult hides the others do not give away.
    """
    return any(adult.is_safe and adult.lives_with is not False for adult in adults)


def siblings_seen(rows: Iterable[Mapping[str, Any]], *, veil: Veil) -> list[Sibling]:
    """Return the other children of the household, in the order of the rows; none without contacts,
    and none out of reach for whoever may not know of far children.

    Source: EC 49076, 34 CFR 99.31(a)(1): a sibling's school is told to those who need it.
    """
    if not veil.contacts:
        return []
    return [_sibling(row) for row in rows if row["in_reach"] or veil.far_children]


def _adult(row: Mapping[str, Any], veil: Veil, on: date) -> Adult:
    safe, ends = row["safe_address"].strip(), row["order_ends"]
    order_ends = date.fromisoformat(ends) if isinstance(ends, str) else ends
    # An agency's mailbox and office tell of a placement, too; its telephone has to do.
    is_veiled = _is_agency(row) and not veil.placements
    is_closed = row["no_contact"] or is_veiled
    return Adult(
        pk=row["guardian_id"],
        name=full_name(row, ADULT_COLUMNS) or NAMELESS,
        relation=_relation(row, veil),
        is_primary=row["primary"] and not row["no_contact"],
        no_contact=row["no_contact"],
        court_order=row["court_order"],
        order_ends=order_ends,
        order_is_over=order_ends is not None and order_ends < on,
        holds_rights=row["holds_education_rights"],
        receives_mail=row["receives_mail"],
        lives_with=row["lives_with"],
        has_affidavit=row["caregiver_affidavit"],
        is_agency_worker=row["agency_worker"] and veil.placements,
        language=row["language"],
        needs_interpreter=row["interpreter"],
        phones=() if row["no_contact"] else _phones(row),
        email="" if is_closed else row["email"],
        address="" if is_closed else safe or written_address(row),
        is_safe=bool(safe) and not is_veiled,
    )


def _is_agency(row: Mapping[str, Any]) -> bool:
    return bool(row["agency_worker"] or row["relation"] == Relation.AGENCY_WORKER)


def _relation(row: Mapping[str, Any], veil: Veil) -> str:
    if not veil.placements:
        return plain_relation(row["relation"])
    if row["relation"] == Relation.OTHER and row["relation_text"]:
        return str(row["relation_text"])  # free text may tell of a placement, too
    return str(Relation(row["relation"]).label)


def _phones(row: Mapping[str, Any]) -> tuple[Phone, ...]:
    return (*phones_in(row["phone"]), *phones_in(row["phone2"]))


def _sibling(row: Mapping[str, Any]) -> Sibling:
    return Sibling(
        pk=row["id"],
        name=full_name(row) or NAMELESS,
        school_id=row["school_id"],
        school=row["school"] or "",
        grade=row["grade"] or "",
        in_reach=row["in_reach"],
        sis_id=row["sis_id"] if row["in_reach"] else "",
    )
