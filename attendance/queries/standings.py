"""Reads of standings, stored or judged for the asking."""

from collections.abc import Iterator
from datetime import date

from django.db import connection
from psycopg2 import sql

from attendance.choices import Status
from attendance.models import Assessment, JudgementDue
from attendance.queries.judging import Tables, judged
from law.packs import PolicyPack
from students.rules import school_year_of

STATUSES = sql.SQL("SELECT status, count(*) FROM {} WHERE school_year = %s GROUP BY status")

EXPORT = sql.SQL("""
SELECT s.sis_id AS student_id, k.sis_id AS school_id,
       t.school_year || '-' || lpad(((t.school_year + 1) %% 100)::text, 2, '0') AS school_year,
       %(as_of)s::date AS as_of, t.days_enrolled, t.days_absent, t.days_absent_excused,
       t.days_absent_unexcused, t.days_absent_unverified, t.days_absent_mixed,
       t.days_suspended_out, t.days_suspended_in, t.days_study_incomplete, t.tardy_days,
       t.counted_days AS truancy_events, t.first_truant_on, t.reports_due, t.reports_filed,
       t.chronic_absentee::int AS chronic_absentee,
       t.chronic_absentee_state::int AS chronic_absentee_state,
       t.chronic_truant_arithmetic::int AS chronic_truant_arithmetic, t.band, t.tier, t.status
FROM {} t
JOIN students_student s ON s.id = t.student_id
JOIN students_school k ON k.id = t.school_id
ORDER BY s.sis_id
""")


def is_judging_due(today: date) -> bool:
    """Return whether an input changed since it was judged, or the day moved on. Two look-ups.

    A district that never judged anything waits for its first import or command. What is due of a
    school year still to come, whose calendar is loaded early, waits for its first day.
    """
    this_year = school_year_of(today)
    if JudgementDue.objects.filter(school_year__lte=this_year).exists():
        return True
    done = Assessment.objects.filter(finished_at__isnull=False)
    last = done.filter(school_year=this_year).order_by("-pk").first()
    return last is not None and last.as_of < today


def status_counts(tables: Tables, school_year: int) -> dict[str, int]:
    """Return how many standings of a school year have each status; every status is named."""
    with connection.cursor() as cursor:
        cursor.execute(STATUSES.format(sql.Identifier(tables.standings)), [school_year])
        counts = dict(cursor.fetchall())
    return {status: counts.get(status, 0) for status in Status.values}


def export_rows(
    *, pack: PolicyPack, as_of: date, school_year: int | None = None
) -> Iterator[list[str]]:
    """Yield the header and one row per student enrolled on any day of the year up to as-of.

    Ordered by the SIS's student id; dates ISO, blank when none; flags 0 or 1.
    """
    with (
        judged(pack=pack, as_of=as_of, school_year=school_year) as tables,
        connection.cursor() as cursor,
    ):
        cursor.execute(EXPORT.format(sql.Identifier(tables.standings)), {"as_of": as_of})
        yield [column[0] for column in cursor.description]
        while rows := cursor.fetchmany(5000):
            for row in rows:
                yield ["" if value is None else str(value) for value in row]
