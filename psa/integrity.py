"""Proof that references, derived rows and summary columns agree with their sources.

Mark, MarkChange and DayOutcome have no database keys to other tables: each import proves its
own references, and this proves them all again. Each proof is one statement that finds what is
wrong; finding nothing is the proof.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from attendance.models import Assessment, JudgementDue
from attendance.queries.judging import judged
from contacts.choices import NoteKind, Purpose, WithWhom
from law.packs import load_pack
from law.queries import pack_in_force
from students.rules import last_day_of

SQL = Path(__file__).parent / "sql" / "integrity.sql"
SHOWN = 5


@dataclass(frozen=True)
class Problem:
    """What is wrong, how many rows, and the first few by their keys."""

    name: str
    rows: int
    examples: list[str]


def problems() -> list[Problem]:
    """Return every problem found; none means that all proofs hold. Changes nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        pack = pack_in_force(timezone.localdate())
        values: dict[str, Any] = {
            "exit_day": pack.value("enrollment.exit_day"),
            "zone": settings.TIME_ZONE,
            "effort": Purpose.CONFERENCE_48262,
            "alone": WithWhom.STUDENT,
            "nobody": WithWhom.NOBODY,
            "other": NoteKind.OTHER,
        }
        found = [_prove(cursor, name, text, values) for name, text in _proofs().items()]
        found += _derived(cursor)
    return [problem for problem in found if problem.rows]


def _proofs() -> dict[str, str]:
    """Return the statements of integrity.sql by the name in the comment line above each."""
    proofs = {}
    for block in SQL.read_text().split("-- proof: ")[1:]:
        name, _, statement = block.partition("\n")
        proofs[name.strip()] = statement.strip().rstrip(";")
    return proofs


def _prove(cursor: CursorWrapper, name: str, statement: str, values: dict[str, Any]) -> Problem:
    cursor.execute(statement, values)
    rows = cursor.fetchall()
    return Problem(name, len(rows), [" ".join(map(str, row)) for row in rows[:SHOWN]])


def _derived(cursor: CursorWrapper) -> list[Problem]:
    """Judge each school year again from its marks and compare with what is stored.

    Student-years that are due for judgement anyway are left out: they are known to be behind.
    """
    found = []
    newest = Assessment.objects.filter(finished_at__isnull=False).order_by("school_year", "-pk")
    for run in newest.distinct("school_year").select_related("policy"):
        pack = load_pack(run.policy.pack, run.policy.overrides)
        waiting = JudgementDue.objects.filter(school_year=run.school_year).values("student_id")
        skip = list(waiting.values_list("student_id", flat=True))
        # Of a year that is over, what was filed in the summer after it counts, too.
        is_over = run.as_of == last_day_of(run.school_year)
        as_of = timezone.localdate() if is_over else run.as_of
        with judged(pack=pack, as_of=as_of, school_year=run.school_year):
            year: dict[str, Any] = {"year": run.school_year, "skip": skip}
            found += [
                _prove(
                    cursor,
                    f"{name} of {run.school_year} differ from their marks",
                    statement,
                    year,
                )
                for name, statement in COMPARE.items()
            ]
    return found


COMPARE = {
    "day outcomes": """
        SELECT coalesce(n.student_id, o.student_id), coalesce(n.date, o.date)
        FROM judging_copy n
        FULL JOIN (SELECT * FROM attendance_dayoutcome
                   WHERE date >= make_date(%(year)s, 7, 1)
                     AND date < make_date(%(year)s + 1, 7, 1)) o
          ON o.student_id = n.student_id AND o.date = n.date
        WHERE coalesce(n.student_id, o.student_id) <> ALL(%(skip)s::bigint[])
          AND (n.outcome, n.excuse, n.gap_minutes, n.occasions, n.why, n.countable_on,
               n.pending_until, n.school_id)
              IS DISTINCT FROM
              (o.outcome, o.excuse, o.gap_minutes, o.occasions, o.why, o.countable_on,
               o.pending_until, o.school_id)""",
    "standings": """
        SELECT coalesce(n.student_id, o.student_id)
        FROM judging_standing n
        FULL JOIN (SELECT * FROM attendance_standing WHERE school_year = %(year)s) o
          ON o.student_id = n.student_id
        WHERE coalesce(n.student_id, o.student_id) <> ALL(%(skip)s::bigint[])
          AND (n.status, n.counted_days, n.pending_days, n.days_enrolled, n.days_absent,
               n.reports_due, n.reports_filed, n.band, n.tier, n.chronic_absentee,
               n.chronic_truant, n.first_truant_on, n.school_id)
              IS DISTINCT FROM
              (o.status, o.counted_days, o.pending_days, o.days_enrolled, o.days_absent,
               o.reports_due, o.reports_filed, o.band, o.tier, o.chronic_absentee,
               o.chronic_truant, o.first_truant_on, o.school_id)""",
    "findings": """
        SELECT coalesce(n.student_id, o.student_id), coalesce(n.test, o.test)
        FROM judging_finding n
        FULL JOIN (SELECT * FROM attendance_finding WHERE school_year = %(year)s) o
          ON o.student_id = n.student_id AND o.test = n.test AND o.period = n.period
        WHERE coalesce(n.student_id, o.student_id) <> ALL(%(skip)s::bigint[])
          AND (n.verdict, n.numbers, n.citation)
              IS DISTINCT FROM (o.verdict, o.numbers, o.citation)""",
}
