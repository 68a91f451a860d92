"""Leaving student-years to be judged again."""

from typing import Any

from psycopg2.sql import SQL, Composable


def mark_due(
    cursor: Any, select: Composable | str, parameters: dict[str, Any] | None = None
) -> int:
    """Make student-years due for judging and return how many were not due before.

    `select` yields `student_id` and `school_year`, repeated or not; one statement however many.
    """
    inner = SQL(select) if isinstance(select, str) else select
    cursor.execute(
        SQL(
            "INSERT INTO attendance_judgementdue (student_id, school_year)"
            " SELECT DISTINCT student_id, school_year FROM ({}) AS changed"
            " ON CONFLICT DO NOTHING"
        ).format(inner),
        parameters,
    )
    return int(cursor.rowcount)
