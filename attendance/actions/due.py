"""Leaving student-years to be judged again."""

from typing import Any

from psycopg2.sql import SQL, Composable


def mark_due(
    cursor: Any, select: Composable | str, parameters: dict[str, Any] | None = None
) -> None:
    """Make student-years due for judging.

    `select` yields `student_id` and `school_year`, repeated or not; one statement however many.
    """
    inner = SQL(select) if isinstance(select, str) else select
    # A row that is there already is written again, which locks it: were it left alone, a run of
    # `assess` could take it away before the change that it stands for is committed.
    cursor.execute(
        SQL(
            "INSERT INTO attendance_judgementdue (student_id, school_year)"
            " SELECT DISTINCT student_id, school_year FROM ({}) AS changed"
            " ON CONFLICT (student_id, school_year)"
            " DO UPDATE SET school_year = excluded.school_year"
        ).format(inner),
        parameters,
    )
