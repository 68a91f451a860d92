"""Keeping the summary columns of cases true."""

from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import connection

SUMMARIES = (Path(__file__).parents[1] / "queries" / "sql" / "summaries.sql").read_text()
REFRESH = f"""
UPDATE cases_case c
SET (last_reached_on, next_action, next_due_on, school_id)
  = (x.last_reached_on, x.next_action, x.next_due_on, x.school_id)
FROM ({SUMMARIES} WHERE c.student_id = ANY(%(students)s)) x
WHERE x.id = c.id AND (c.last_reached_on, c.next_action, c.next_due_on, c.school_id)
  IS DISTINCT FROM (x.last_reached_on, x.next_action, x.next_due_on, x.school_id)
"""  # noqa: S608 - both parts are written here
MOVED = """
UPDATE cases_case c SET school_id = p.school_id
FROM cases_case o
LEFT JOIN (SELECT DISTINCT ON (student_id) student_id, school_id FROM attendance_standing
           WHERE is_enrolled ORDER BY student_id, school_year DESC) p
  ON p.student_id = o.student_id
WHERE o.id = c.id AND o.closed_on IS NULL AND o.school_id IS DISTINCT FROM p.school_id
"""


def refresh(students: Collection[int]) -> None:
    """Bring the summaries of these students' cases to what notes and tasks say. One statement."""
    if not students:
        return
    with connection.cursor() as cursor:
        cursor.execute(REFRESH, {"students": sorted(students), "zone": settings.TIME_ZONE})


def follow_schools() -> int:
    """Move open cases to the schools of their students as last judged; return how many moved."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED)
        return int(cursor.rowcount)
