"""A child and its adults, as mail sees them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from students.choices import PopulationKind
from students.models import Address, Guardianship, Population, Student
from students.rules.mail import AddressLines, Child, Tie, is_of_age

STATE_AND_ZIP = re.compile(r"\b(?:[A-Z]{2}|California),? +\d{5}(?:-\d{4})?\s*$")


@dataclass(frozen=True)
class Family:
    """A child and its adults as mail sees them, and the populations it belongs to on the day."""

    child: Child
    ties: tuple[Tie, ...]
    populations: frozenset[str]


def families_of(student_ids: Sequence[int], *, on: date) -> dict[int, Family]:
    """Return each student's family by the student's key. Three statements, however many."""
    ids = sorted(set(student_ids))
    kinds: dict[int, set[str]] = {key: set() for key in ids}
    current = Q(start=None) | Q(start__lte=on), Q(end=None) | Q(end__gte=on)
    for key, kind in Population.objects.filter(*current, student__in=ids).values_list(
        "student_id", "kind"
    ):
        kinds[key].add(kind)
    ties: dict[int, list[Tie]] = {key: [] for key in ids}
    rows = Guardianship.objects.filter(student__in=ids, is_current=True)
    rows = rows.select_related("guardian").order_by("student_id", "-primary", "pk")
    for row in rows.annotate(safe_elsewhere=_safe_elsewhere()):
        safe = row.safe_address.strip() or row.safe_elsewhere or ""
        ties[row.student_id].append(tie_of(row, on=on, safe_address=safe))
    return {
        student.pk: Family(
            _child(student, kinds[student.pk], on),
            tuple(ties[student.pk]),
            frozenset(kinds[student.pk]),
        )
        for student in Student.objects.filter(pk__in=ids)
    }


def _safe_elsewhere() -> Subquery:
    """The first safe address of an adult at any child: it hides the others for every child."""
    known: QuerySet[Guardianship] = Guardianship.objects.filter(
        guardian=OuterRef("guardian"), is_current=True, safe_address__regex=r"\S"
    )
    return Subquery(known.order_by("pk").values("safe_address")[:1])


def tie_of(row: Guardianship, *, on: date, safe_address: str) -> Tie:
    """Return what a guardianship means for mail on a day; its guardian must be loaded."""
    adult = row.guardian
    in_force = bool(row.court_order) and (row.order_ends is None or row.order_ends >= on)
    return Tie(
        key=str(adult.pk),
        name=str(adult),
        relation=row.relation,
        language=adult.language,
        lives_with=row.lives_with,
        holds_rights=row.holds_education_rights,
        receives_mail=row.receives_mail,
        no_contact=row.no_contact,
        under_order=in_force,
        has_affidavit=row.caregiver_affidavit,
        is_agency_worker=row.agency_worker,
        own=home_of(adult),
        safe=_safe(safe_address),
    )


def home_of(place: Address) -> AddressLines:
    """Return an address as the lines of an envelope; none without a street and a town."""
    if not place.has_address:
        return AddressLines()
    town = " ".join(part for part in (f"{place.city},", place.state, place.zip) if part)
    return AddressLines(
        (place.street, town.rstrip(",")), is_half=not (place.state.strip() and place.zip.strip())
    )


def _safe(text: str) -> AddressLines:
    """A safe address is written on one line: the street, then the town."""
    street, _, town = text.strip().partition(", ")
    lines = tuple(part for part in (street, town) if part)
    return AddressLines(lines, is_half=bool(lines) and not STATE_AND_ZIP.search(text))


def _child(student: Student, kinds: set[str], on: date) -> Child:
    return Child(
        name=student.full_name,
        is_of_age=is_of_age(student.birth_date, on),
        is_unaccompanied=PopulationKind.UNACCOMPANIED in kinds,
        language=student.home_language,
        home=home_of(student),
    )
