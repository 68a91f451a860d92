"""The people around a student: who may be called, who else lives there, who was contacted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q

from accounts.access import Reach, permissions_on, veil_of
from accounts.choices import Permission
from attendance.queries.siblings import SiblingConcern, siblings_with_concern
from contacts.choices import (
    NEVER_KEPT,
    SAID_OUTSIDE,
    Barrier,
    NoteKind,
    NoteOutcome,
    Purpose,
    WithWhom,
)
from contacts.models import Note
from contacts.rules import is_late_entry
from law.queries import pack_today
from students.models import Student
from students.queries import adults_of
from students.rules.around import Adult


@dataclass(frozen=True)
class ContactLine:
    """One contact or attempt, as a packet lists it. Times are moments; minutes may be unknown.
    `guardian` is the key of the adult on file whom `with_whom` names.

    `amends` is when the note that this one replaces was written down. What stands in the way of
    a family is not here: no packet tells it.
    """

    note_id: int
    at: datetime
    recorded_at: datetime
    is_late: bool
    kind: str
    purpose: str
    method: str
    with_whom: str
    guardian: int | None
    reached: bool
    came: str
    outcome: str
    minutes: int | None
    language: str
    interpreter: bool
    by: str
    is_signed: bool
    amends: datetime | None
    text: str


def adults_to_call(scope: Reach, student: Student) -> list[Adult]:
    """Return the adults who may be contacted, the first contact first. At most two statements.

    Nobody for a viewer who may not read contacts, and nobody who must not be contacted. Who is a
    foster parent is not said: the sheet is open on a telephone, at a door.
    """
    veil = veil_of(scope, permissions_on(scope, student, on=scope.on))
    adults = adults_of(student.pk, veil=replace(veil, placements=False), on=scope.on)
    return [adult for adult in adults if not adult.no_contact]


def siblings_to_name(scope: Reach, student: Student) -> list[SiblingConcern]:
    """Return the other children of the household, by name; in reach is about whom the viewer may
    write. At most four statements, none without a household.
    """
    may = permissions_on(scope, student, on=scope.on)
    return siblings_with_concern(scope, student, may, reached_with=Permission.NOTE_WRITE)


def concerned(note: Note) -> str:
    """Return with whom a note says it was. The adult is loaded with the note."""
    if note.with_whom == WithWhom.STUDENT:
        return "the student"
    if note.guardian_id and note.guardian:
        return str(note.guardian)
    return note.with_name or ("nobody" if note.with_whom == WithWhom.NOBODY else "")


def titled(note: Note) -> str:
    """Return what a note is and with whom it was: "Call with María López". Its adult is loaded with it."""
    who, what = concerned(note), note.get_kind_display()
    return f"{what} with {who}" if who and who != "nobody" else what


def late_days() -> int:
    """Return after how many days a note is a late entry, by the policy in force."""
    days: int = pack_today().value("contact.late_days")
    return days


def is_contact(note: str = "") -> Q:
    """Return the condition that a note is a contact or an attempt, and what it says now: what a
    packet lists is what is counted. `note` is the way to it, such as `note__`.
    """
    is_other = Q(**{f"{note}kind": NoteKind.OTHER})
    offers = Q(**{f"{note}purpose": Purpose.CONFERENCE_48262})
    return Q(**{f"{note}amendment": None}) & (~is_other | offers)


def contact_log(
    student_id: int, *, start: date | None = None, end: date | None = None
) -> list[ContactLine]:
    """Return every contact and attempt with the student or family, the oldest first.

    Notes that an amendment replaced are left out: the amendment names them. Other notes, which
    are no contact, are left out, too. One statement, and that of the policy; dates are the district's, both included.
    """
    found = Note.objects.filter(is_contact(), about__student=student_id)
    if start:
        found = found.filter(happened_at__date__gte=start)
    if end:
        found = found.filter(happened_at__date__lte=end)
    ordered = found.select_related("author", "guardian", "amends").order_by("happened_at", "pk")
    days = late_days()
    return [_line(note, days) for note in ordered]


def _line(note: Note, days: int) -> ContactLine:
    return ContactLine(
        note_id=note.pk,
        at=note.happened_at,
        recorded_at=note.recorded_at,
        is_late=is_late_entry(note.happened_at, note.recorded_at, days=days),
        kind=note.get_kind_display(),
        purpose=note.get_purpose_display(),
        method=note.get_method_display(),
        with_whom=concerned(note),
        guardian=note.guardian_id,
        reached=note.reached,
        came=note.came,
        outcome=outcome_outside(note),
        minutes=note.minutes,
        language=note.language,
        interpreter=note.interpreter,
        by=str(note.author),
        is_signed=note.signed_at is not None,
        amends=note.amends.recorded_at if note.amends else None,
        text=note.text,
    )


def outcome_outside(note: Note) -> str:
    """Return what came of a contact in the words of a paper that leaves the house."""
    outcome = NoteOutcome(note.outcome)
    return "" if not outcome else SAID_OUTSIDE.get(outcome, str(outcome.label))


def barrier_words(barriers: Sequence[str]) -> list[str]:
    """Return the labels of barriers, in their order; what is none of the list stays as it is, but
    for what may not be kept.
    """
    words = dict(Barrier.choices)
    return [str(words.get(one, one)) for one in barriers if one not in NEVER_KEPT]
