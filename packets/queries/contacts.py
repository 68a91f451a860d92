"""The contacts of a student, as a packet lists them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from contacts.choices import Came, NoteKind
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
    not named, as among the adults of a packet, and neither is the language that they speak: that
    would tell of a placement, of this student or of another one. Three statements.
    """
    log = contact_log(student_id, start=first_day_of(school_year), end=last_day_of(school_year))
    others = _others(student_id, [line.note_id for line in log])
    agencies = _agencies(student_id, {line.guardian for line in log if line.guardian})
    return [
        _contact(
            _unnamed(line) if line.guardian in agencies else line, others.get(line.note_id, [])
        )
        for line in log
    ]


def _unnamed(line: ContactLine) -> ContactLine:
    """Return a contact without a word of whom it was with."""
    return replace(line, with_whom=UNNAMED, language="", interpreter=False)


def _agencies(student_id: int, adults: set[int]) -> set[int]:
    """Return which of these adults ever were there for an agency: for the student, or for any other
    child where they are nobody of the student's. A mother who works for one is named as a mother.
    """
    ties = Guardianship.objects.filter(guardian__in=adults)
    rows = ties.values_list("guardian_id", "student_id", "agency_worker", "relation")
    sent, own = set(), set()
    for adult, student, is_agency_s, relation in rows:
        if is_agency_s or relation == Relation.AGENCY_WORKER:
            sent.add(adult)
        elif student == student_id:
            own.add(adult)
    return sent - own


def _contact(line: ContactLine, others: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "at": _moment(line.at),
        "recorded_at": _moment(line.recorded_at),
        "late": line.is_late,
        "kind": line.kind,
        "is_support": line.kind in SUPPORTS,
        "purpose": line.purpose,
        "method": line.method,
        "with": line.with_whom,
        "reached": line.reached,
        "is_missed": line.came == Came.MISSED,  # it could reach nobody
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
