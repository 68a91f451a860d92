"""Keeping the summary columns of cases true to the view `cases_summary`."""

from collections.abc import Collection

from core import sql

REFRESH = sql.statement(__file__, "refresh")
MOVED = sql.statement(__file__, "moved")


def refresh(students: Collection[int]) -> None:
    """Bring the summaries of these students' cases to what they come to. One statement."""
    if students:
        sql.run(REFRESH, {"students": sorted(students)})


def follow_schools() -> int:
    """Move open cases to the schools of their students as last judged; return how many moved."""
    return sql.run(MOVED)
