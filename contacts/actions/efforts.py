"""The effort of EC 48262, written down where judging reads it."""

from collections.abc import Sequence
from typing import Any

from attendance.actions.steps import Step, take, withdraw
from attendance.choices import EvidenceKind, StepKind
from audit.rules import Act
from contacts.choices import NoteKind, NoteOutcome, Purpose, WithWhom
from contacts.models import Note
from contacts.rules import NO_EFFORT
from core import sql
from core.clock import day_of
from students.rules import school_year_of


def keep_efforts(act: Act, notes: Sequence[Note]) -> None:
    """Write, move or withdraw the efforts that these notes are evidence of, and have the
    student-years judged again. Nothing happens for notes that never were one.
    """
    keys = [note.pk for note in notes]
    efforts = [_step(row) for row in _efforts(keys)]
    withdraw(
        act,
        kind=StepKind.EFFORT_48262,
        evidence_kind=EvidenceKind.NOTE,
        evidence_ids=[str(key) for key in keys],
        keeping=efforts,
    )
    take(act, efforts)


def _efforts(notes: list[int]) -> list[dict[str, Any]]:
    values = {
        "notes": notes,
        "kind": StepKind.EFFORT_48262,
        "evidence": EvidenceKind.NOTE,
        "purpose": Purpose.CONFERENCE_48262,
        "alone": WithWhom.STUDENT,
        "nobody": WithWhom.NOBODY,
        "other": NoteKind.OTHER,
        "conference": NoteKind.CONFERENCE,
        "held": NoteOutcome.HELD,
        "missed": list(NO_EFFORT),
    }
    return sql.rows(sql.statement(__file__, "efforts"), values)


def _step(row: dict[str, Any]) -> Step:
    return Step(
        student_id=row["student_id"],
        school_year=school_year_of(day_of(row["happened_at"])),
        kind=StepKind.EFFORT_48262,
        happened_at=row["happened_at"],
        evidence_kind=EvidenceKind.NOTE,
        evidence_id=str(row["note_id"]),
        detail={name: row[name] for name in ("contact", "outcome", "reached")},
    )
