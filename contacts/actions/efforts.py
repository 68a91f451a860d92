"""The effort of EC 48262, written down where judging reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

from attendance.actions.due import mark_due
from attendance.choices import StepKind
from contacts.choices import NoteKind, Purpose, WithWhom
from contacts.models import Note

EVIDENCE = "note"
YEAR = "extract(year FROM (n.happened_at AT TIME ZONE %(zone)s) - interval '6 months')::smallint"
# The rule of `contacts.rules.is_conference_effort`, of a note that no amendment replaced. An adult
# on file is a parent of this student, and was one when the effort was first written down.
IS_EFFORT = """(n.purpose = %(purpose)s AND n.with_whom <> %(alone)s
    AND NOT (n.kind = %(other)s AND n.with_whom = %(nobody)s)
    AND NOT EXISTS (SELECT FROM contacts_note a WHERE a.amends_id = n.id)
    AND (n.guardian_id IS NULL OR EXISTS (
      SELECT FROM students_guardianship g
      WHERE g.student_id = {student} AND g.guardian_id = n.guardian_id
        AND (g.is_current OR EXISTS (
          SELECT FROM attendance_processstep o
          WHERE o.student_id = g.student_id AND o.kind = %(kind)s
            AND o.evidence_kind = %(evidence)s AND o.evidence_id = n.id::text)))))"""
WRITE = f"""
INSERT INTO attendance_processstep (student_id, school_year, kind, happened_at, has_time,
                                    recorded_at, evidence_kind, evidence_id, detail, withdrawn_at)
SELECT s.student_id, {YEAR}, %(kind)s, n.happened_at, true, %(now)s, %(evidence)s, n.id::text,
       jsonb_build_object('contact', n.kind, 'outcome', n.outcome, 'reached', n.reached), NULL
FROM contacts_note n JOIN contacts_notestudent s ON s.note_id = n.id
WHERE n.id = ANY(%(notes)s) AND {IS_EFFORT.format(student="s.student_id")}
ON CONFLICT (student_id, kind, evidence_kind, evidence_id) DO UPDATE
SET happened_at = excluded.happened_at, school_year = excluded.school_year,
    detail = excluded.detail, withdrawn_at = NULL
WHERE (attendance_processstep.happened_at, attendance_processstep.detail,
       attendance_processstep.withdrawn_at)
  IS DISTINCT FROM (excluded.happened_at, excluded.detail, NULL::timestamptz)
"""  # noqa: S608 - all parts are written here
WITHDRAW = f"""
UPDATE attendance_processstep p SET withdrawn_at = %(now)s
FROM contacts_note n
WHERE n.id = ANY(%(notes)s) AND p.kind = %(kind)s AND p.evidence_kind = %(evidence)s
  AND p.evidence_id = n.id::text AND p.withdrawn_at IS NULL AND NOT {IS_EFFORT.format(student="p.student_id")}
"""  # noqa: S608 - all parts are written here
DUE = """
SELECT student_id, school_year FROM attendance_processstep
WHERE kind = %(kind)s AND evidence_kind = %(evidence)s AND evidence_id = ANY(%(named)s)
"""


def keep_efforts(notes: Sequence[Note], *, now: datetime) -> None:
    """Write, move or withdraw the efforts that these notes are evidence of, and have the
    student-years judged again. Nothing happens for notes that never were one.
    """
    values: dict[str, Any] = {
        "notes": [note.pk for note in notes],
        "named": [str(note.pk) for note in notes],
        "kind": StepKind.EFFORT_48262,
        "evidence": EVIDENCE,
        "purpose": Purpose.CONFERENCE_48262,
        "alone": WithWhom.STUDENT,
        "nobody": WithWhom.NOBODY,
        "other": NoteKind.OTHER,
        "zone": settings.TIME_ZONE,
        "now": now,
    }
    with connection.cursor() as cursor:
        # What the steps were about before: a note that moved to another year leaves one behind.
        mark_due(cursor, DUE, values)
        cursor.execute(WRITE, values)
        written = cursor.rowcount
        cursor.execute(WITHDRAW, values)
        if written:
            mark_due(cursor, DUE, values)
