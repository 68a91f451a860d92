"""The people around a student: who may be called, who else lives there, who was contacted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from attendance.choices import Status
from contacts.choices import Barrier, NoteKind, Purpose, WithWhom
from contacts.models import Note
from core.sql import fragment
from students.models import Guardianship, Student
from students.rules import phone_key, school_year_of
from students.rules.people import plain_relation

HOUSEHOLD = f"""
SELECT o.id, trim(o.first_name || ' ' || o.last_name) AS name, p.school, p.grade,
       {fragment("students", "reached", "o.id")} AS in_reach,
       (SELECT t.status FROM attendance_standing t
        WHERE t.student_id = o.id AND t.school_year = %(year)s) AS status,
       coalesce(p.colleagues, ARRAY[]::text[]) AS colleagues
FROM students_student o
LEFT JOIN LATERAL (
  SELECT k.name AS school, e.grade, ARRAY(
           SELECT u.name::text FROM accounts_grant c JOIN accounts_user u ON u.id = c.person
           WHERE c.school_id = e.school_id AND c.role = 'counselor' AND c.scope = 'school'
             AND c.revoked_at IS NULL AND c.starts <= %(on)s AND c.ends >= %(on)s AND u.is_active
           ORDER BY u.name LIMIT 2) AS colleagues
  FROM students_enrollment e JOIN students_school k ON k.id = e.school_id
  WHERE e.student_id = o.id AND e.entry_date <= %(on)s
    AND (e.exit_date IS NULL OR e.exit_date >= %(on)s)
  ORDER BY e.entry_date DESC, e.id DESC LIMIT 1) p ON true
WHERE o.household_id = %(household)s AND o.id <> %(student)s
ORDER BY o.last_name, o.first_name, o.id
"""  # noqa: S608 - both parts are written here


@dataclass(frozen=True)
class Adult:
    """An adult who may be contacted. `dial` is a link, or '' without a telephone."""

    pk: int
    name: str
    relation: str
    phone: str
    dial: str
    language: str
    needs_interpreter: bool

    @property
    def key(self) -> str:
        return str(self.pk)


@dataclass(frozen=True)
class Sibling:
    """Another child of the household. Out of reach there is no more than this, and no link."""

    pk: int
    name: str
    school: str
    grade: str
    in_reach: bool
    has_concern: bool | None
    colleagues: list[str]

    @property
    def key(self) -> str:
        return str(self.pk)


@dataclass(frozen=True)
class ContactLine:
    """One contact or attempt, as a packet lists it. Times are moments; minutes may be unknown.

    `amends` is when the note that this one replaces was written down. What stands in the way of
    a family is not here: no packet tells it.
    """

    note_id: int
    at: datetime
    recorded_at: datetime
    kind: str
    purpose: str
    method: str
    with_whom: str
    reached: bool
    outcome: str
    minutes: int | None
    language: str
    interpreter: bool
    by: str
    is_signed: bool
    amends: datetime | None
    text: str


def adults_of(student: Student) -> list[Adult]:
    """Return the adults who may be contacted, the first contact first. One statement.

    The caller has CONTACT_READ over the student. Nobody who must not be contacted is here.
    """
    ties = (
        Guardianship.objects.filter(student=student, is_current=True, no_contact=False)
        .select_related("guardian")
        .order_by("-primary", "pk")
    )
    return [_adult(tie) for tie in ties]


def _adult(tie: Guardianship) -> Adult:
    adult = tie.guardian
    phone = adult.phone or adult.phone2
    digits = phone_key(phone)
    return Adult(
        pk=adult.pk,
        name=str(adult) or "Name not on file",
        relation=plain_relation(tie.relation),
        phone=phone,
        dial=f"tel:+1{digits}" if len(digits) == 10 else f"tel:{digits}" if digits else "",
        language=adult.language,
        needs_interpreter=adult.interpreter,
    )


def household_of(scope: Reach, student: Student) -> list[Sibling]:
    """Return the other children of the household, by name. One statement, none without one.

    The caller has CONTACT_READ over the student.
    """
    if student.household_id is None:
        return []
    values: dict[str, Any] = {
        **bounds_of(scope, Permission.NOTE_WRITE, on=scope.on),
        "household": student.household_id,
        "student": student.pk,
        "on": scope.on,
        "year": school_year_of(scope.on),
    }
    with connection.cursor() as cursor:
        cursor.execute(HOUSEHOLD, values)
        return [
            Sibling(
                pk=pk,
                name=name or "Name not on file",
                school=school or "",
                grade=grade or "",
                in_reach=in_reach,
                has_concern=None if status is None else status != Status.NONE,
                colleagues=colleagues,
            )
            for pk, name, school, grade, in_reach, status, colleagues in cursor.fetchall()
        ]


def concerned(note: Note) -> str:
    """Return with whom a note says it was. The adult is loaded with the note."""
    if note.with_whom == WithWhom.STUDENT:
        return "the student"
    if note.guardian_id and note.guardian:
        return str(note.guardian)
    return note.with_name or ("nobody" if note.with_whom == WithWhom.NOBODY else "")


def contact_log(
    student_id: int, *, start: date | None = None, end: date | None = None
) -> list[ContactLine]:
    """Return every contact and attempt with the student or family, the oldest first.

    Notes that an amendment replaced are left out: the amendment names them. Other notes, which
    are no contact, are left out, too. One statement; dates are the district's, both included.
    """
    found = Note.objects.filter(about__student=student_id, amendment=None).exclude(
        Q(kind=NoteKind.OTHER) & ~Q(purpose=Purpose.CONFERENCE_48262)
    )
    if start:
        found = found.filter(happened_at__date__gte=start)
    if end:
        found = found.filter(happened_at__date__lte=end)
    ordered = found.select_related("author", "guardian", "amends").order_by("happened_at", "pk")
    return [_line(note) for note in ordered]


def _line(note: Note) -> ContactLine:
    return ContactLine(
        note_id=note.pk,
        at=note.happened_at,
        recorded_at=note.recorded_at,
        kind=note.get_kind_display(),
        purpose=note.get_purpose_display(),
        method=note.get_method_display(),
        with_whom=concerned(note),
        reached=note.reached,
        outcome=note.get_outcome_display() if note.outcome else "",
        minutes=note.minutes,
        language=note.language,
        interpreter=note.interpreter,
        by=str(note.author),
        is_signed=note.signed_at is not None,
        amends=note.amends.recorded_at if note.amends else None,
        text=note.text,
    )


def barrier_words(barriers: Sequence[str]) -> list[str]:
    """Return the labels of barriers, in their order; what is none of the list stays as it is."""
    words = dict(Barrier.choices)
    return [str(words.get(barrier, barrier)) for barrier in barriers]
