"""Judging a year of marks, against counting them per student."""

from django.db import connection

from attendance.actions.assess import assess
from attendance.models import JudgementDue
from bench import owner, world
from bench.rows import TIMES, Clock, Row, ratio_of

CHANGED = 30_000
BASE = "count of marks per student"


def count_marks(clock: Clock) -> None:
    with clock.measure(BASE), connection.cursor() as cursor:
        cursor.execute("SELECT student_id, count(*) FROM attendance_mark GROUP BY 1")


def rows() -> list[Row]:
    """First run, unchanged re-run of everything, and 30,000 changed marks."""
    owner.tidy("attendance_mark", "students_student", "students_enrollment")
    first, again, changed = Clock(), Clock(), Clock()
    for _ in range(TIMES):
        owner.forget_judgements()
        count_marks(first)
        with first.measure("assess, first run"):
            assess(world.ACT)
    owner.tidy("attendance_dayoutcome", "attendance_standing")
    for _ in range(TIMES):
        count_marks(again)
        with again.measure("assess, everything again, unchanged"):
            assess(world.ACT, everything=True)
    for turn in range(TIMES):
        change_marks(turn)
        count_marks(changed)
        with changed.measure("assess, 30,000 changed marks"):
            assess(world.ACT)
    return [
        ratio_of(first, "assess_first", "assess, first run", BASE, 60),
        ratio_of(again, "assess_unchanged", "assess, everything again, unchanged", BASE, 40),
        ratio_of(changed, "assess_changed", "assess, 30,000 changed marks", BASE, 6),
    ]


def change_marks(turn: int) -> None:
    """Give one whole-day mark of 30,000 students, other students each turn, another code."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH one AS (SELECT DISTINCT ON (m.student_id) m.id FROM attendance_mark m"
            "  JOIN (SELECT DISTINCT student_id FROM attendance_mark"
            "        WHERE period = '' ORDER BY student_id OFFSET %s LIMIT %s) s"
            "    ON s.student_id = m.student_id"
            "  WHERE m.period = '' ORDER BY m.student_id, m.date)"
            " UPDATE attendance_mark m SET code_id = (SELECT c.id FROM attendance_attendancecode c"
            "   WHERE c.kind = 'absent' AND c.id <> m.code_id ORDER BY c.id LIMIT 1)"
            " FROM one WHERE one.id = m.id RETURNING m.student_id",
            [turn * CHANGED, CHANGED],
        )
        due = [JudgementDue(student_id=row[0], school_year=2026) for row in cursor.fetchall()]
    JudgementDue.objects.bulk_create(due, ignore_conflicts=True)
