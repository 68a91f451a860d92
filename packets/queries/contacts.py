"""The contacts of a student, as a packet lists them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime

from contacts.choices import NoteKind
from contacts.models import NoteStudent
from contacts.queries import contact_log
from contacts.queries.contacts import ContactLine
from contacts.rules import SILENT
from students.choices import Relation
from students.models import Guardianship
from students.rules import first_day_of, last_day_of
from students.rules.names import STUDENT_COLUMNS
from students.rules.people import plain_relation

# Contacts in which something was tried with the family, beyond an attempt to reach it.
SUPPORTS = {
    str(NoteKind(one).label) for one in (NoteKind.VISIT, NoteKind.MEETING, NoteKind.CONFERENCE)
}
UNNAMED = plain_relation(Relation.AGENCY_WORKER)
SILENT_KINDS = {str(NoteKind(one).label) for one in SILENT}


def contacts_of(student_id: int, *, school_year: int) -> list[dict[str, Any]]:
    """Return the contacts of a student in a school year, oldest first, as plain values.

    `others` are the names of further students that a contact is about. Who is there for an agency is
    not named, as among the adults of a packet: that would tell of a placement. Three statements.
    """
    log = contact_log(student_id, start=first_day_of(school_year), end=last_day_of(school_year))
    others, agencies = _others(student_id, [line.note_id for line in log]), _agencies(student_id)
    return [
        _contact(
            replace(line, with_whom=UNNAMED) if line.guardian in agencies else line,
            others.get(line.note_id, []),
        )
        for line in log
    ]


def _agencies(student_id: int) -> set[int]:
    """Return who ever was an adult of the student for an agency."""
    theirs = Guardianship.objects.filter(student=student_id).filter(
        Q(agency_worker=True) | Q(relation=Relation.AGENCY_WORKER)
    )
    return set(theirs.values_list("guardian_id", flat=True))


def _contact(line: ContactLine, others: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "at": _moment(line.at),
        "recorded_at": _moment(line.recorded_at),
        "late": (line.recorded_at - line.at).total_seconds() > 24 * 60 * 60,
        "kind": line.kind,
        "is_support": line.kind in SUPPORTS,
        "purpose": line.purpose,
        "method": line.method,
        "with": line.with_whom,
        "reached": line.reached,
        # Paper that was handed over, and notes about something else: nobody was to be reached.
        "is_silent": line.kind in SILENT_KINDS,
        "outcome": line.outcome,
        "language": line.language,
        "interpreter": line.interpreter,
        "by": line.by,
        "signed": line.is_signed,
        "minutes": line.minutes,
        "amends": _moment(line.amends),
        "text": line.text,
        "others": others,
    }


def _moment(at: datetime | None) -> str:
    return localtime(at).isoformat(timespec="minutes") if at else ""


def _others(student_id: int, notes: list[int]) -> dict[int, list[dict[str, str]]]:
    """Return the names of the other students of each note."""
    rows = NoteStudent.objects.filter(note__in=notes).exclude(student=student_id)
    found: dict[int, list[dict[str, str]]] = {}
    named = (f"student__{column}" for column in STUDENT_COLUMNS)
    for note, *name in rows.values_list("note_id", *named):
        found.setdefault(note, []).append(dict(zip(STUDENT_COLUMNS, name, strict=True)))
    return found
