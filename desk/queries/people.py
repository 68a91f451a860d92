"""The people around a student, as far as the viewer's permissions go.

What a viewer may not read is not fetched, and leaves no trace that it is there.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from accounts.choices import Permission
from attendance.choices import Status
from students.choices import Relation
from students.models import Guardian, Guardianship, Student
from students.rules import phone_key
from students.rules.names import full_name
from students.rules.people import plain_relation


@dataclass(frozen=True)
class Phone:
    """A telephone: as it is written, and as a link dials it."""

    shown: str
    link: str


@dataclass(frozen=True)
class Right:
    """What an adult may do: True, False, or None where the SIS does not say."""

    words: str
    holds: bool | None


@dataclass(frozen=True)
class Adult:
    """One adult of a student. With `no_contact` there is nothing here to call or to write to.

    `address` is the only one that may be used; `is_safe` means that another one on file must not.
    """

    name: str
    relation: str
    is_primary: bool
    no_contact: bool
    court_order: str
    order_ends: date | None
    order_is_over: bool
    rights: list[Right]
    has_affidavit: bool
    is_agency_worker: bool
    language: str
    needs_interpreter: bool
    phones: list[Phone]
    email: str
    address: str
    is_safe: bool
    lives_with: bool | None


@dataclass(frozen=True)
class Sibling:
    """A child of the same household. `has_concern` is None when the year is not judged yet.

    Out of the viewer's reach there is no link and no status, only whether a concern is open and
    whom to call.
    """

    pk: int
    name: str
    school: str
    grade: str
    in_reach: bool
    has_concern: bool | None
    colleagues: list[str]


def adults_from(rows: list[dict[str, Any]], *, may: frozenset[str], on: date) -> list[Adult]:
    """Return the adults of the rows, in their order. No statement."""
    names_foster = Permission.FOSTER_READ in may
    adults = [_adult(_tie(row), on, names_foster=names_foster) for row in rows]
    if not hides_home(adults):
        return adults
    # Another adult of the same home must not give away what the safe address hides.
    return [a if a.is_safe or a.lives_with is False else replace(a, address="") for a in adults]


def _tie(row: dict[str, Any]) -> Guardianship:
    """Return a row with its adult as models, which know words and addresses."""
    ends = row["order_ends"]
    known = {"guardian": Guardian(**row["guardian"]), "order_ends": ends and parse_date(ends)}
    return Guardianship(**{**row, **known})


def hides_home(adults: list[Adult]) -> bool:
    """Return whether the home itself must not be told: whoever lives there has a safe address."""
    return any(adult.is_safe and adult.lives_with is not False for adult in adults)


def _adult(row: Guardianship, on: date, *, names_foster: bool) -> Adult:
    adult, safe = row.guardian, row.safe_address
    # An agency's mailbox and office tell of a placement, too; its telephone has to do.
    is_veiled = not names_foster and (row.agency_worker or row.relation == Relation.AGENCY_WORKER)
    is_closed = row.no_contact or is_veiled
    return Adult(
        name=str(adult) or "Name not on file",
        relation=_relation(row, names_foster=names_foster),
        is_primary=row.primary and not row.no_contact,
        no_contact=row.no_contact,
        court_order=row.court_order,
        order_ends=row.order_ends,
        order_is_over=row.order_ends is not None and row.order_ends < on,
        rights=[
            Right("Education rights", row.holds_education_rights),
            Right("Receives mail", row.receives_mail),
            Right("Lives with the student", row.lives_with),
        ],
        has_affidavit=row.caregiver_affidavit,
        is_agency_worker=row.agency_worker and names_foster,
        language=adult.language,
        needs_interpreter=adult.interpreter,
        phones=[] if row.no_contact else _phones(adult),
        email="" if is_closed else adult.email,
        address="" if is_closed else safe or written(adult),
        is_safe=bool(safe) and not is_veiled,
        lives_with=row.lives_with,
    )


def _relation(row: Guardianship, *, names_foster: bool) -> str:
    if not names_foster:
        return plain_relation(row.relation)
    if row.relation == Relation.OTHER and row.relation_text:
        return row.relation_text  # free text may tell of a placement, too
    return row.get_relation_display()


def _phones(adult: Guardian) -> list[Phone]:
    return [Phone(text, _dial(text)) for text in (adult.phone, adult.phone2) if text]


def _dial(text: str) -> str:
    digits = phone_key(re.split(r"[A-Za-z]", text, maxsplit=1)[0])
    return f"tel:+1{digits}" if len(digits) == 10 else f"tel:{digits}"


def written(place: Student | Guardian) -> str:
    """Return an address on one line, or '' when there is none to write to."""
    if not place.has_address:
        return ""
    return ", ".join(part for part in (place.street, place.city, _region(place)) if part)


def _region(place: Student | Guardian) -> str:
    return f"{place.state} {place.zip}".strip()


def siblings_from(rows: list[dict[str, Any]]) -> list[Sibling]:
    """Return the other children of the household, in the order of the rows. No statement."""
    return [_sibling(row) for row in rows]


def _sibling(row: dict[str, Any]) -> Sibling:
    place = row["place"] or {}
    return Sibling(
        pk=row["id"],
        name=full_name(row) or "Name not on file",
        school=place.get("school", ""),
        grade=place.get("grade", ""),
        in_reach=row["in_reach"],
        has_concern=None if row["status"] is None else row["status"] != Status.NONE,
        colleagues=place.get("colleagues", []),
    )
