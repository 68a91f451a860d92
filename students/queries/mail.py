"""A child and its adults, as mail sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from students.choices import PopulationKind
from students.models import Address, Guardianship, Population, Student
from students.rules.envelope import AddressLines, address_lines, safe_lines
from students.rules.mail import Child, Tie, is_of_age


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
    rows = rows.select_related("guardian").order_by("student_id", "-primary", "guardian__sis_id")
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
    return Subquery(known.order_by("student__sis_id").values("safe_address")[:1])


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
        order=_order(row) if in_force else "",
        has_affidavit=row.caregiver_affidavit,
        is_agency_worker=row.agency_worker,
        own=home_of(adult),
        safe=safe_lines(safe_address),
    )


def _order(row: Guardianship) -> str:
    return f"{row.court_order}, until {row.order_ends}" if row.order_ends else row.court_order


def home_of(place: Address) -> AddressLines:
    """Return an address as the lines of an envelope; none without a street and a town."""
    return address_lines(place.street, place.city, place.state, place.zip)


def _child(student: Student, kinds: set[str], on: date) -> Child:
    return Child(
        name=student.full_name,
        is_of_age=is_of_age(student.birth_date, on),
        is_unaccompanied=PopulationKind.UNACCOMPANIED in kinds,
        language=student.home_language,
        home=home_of(student),
    )
