"""Leaving student-years to be judged again."""

from collections.abc import Iterable

from core import sql


def mark_due(years: Iterable[tuple[int, int]]) -> None:
    """Make student-years due for judging: pairs of a student's key and a school year.

    Repeated or not, in any order; one statement however many.
    """
    if pairs := list(years):
        students, school_years = zip(*pairs, strict=True)
        values = {"students": list(students), "school_years": list(school_years)}
        sql.run(sql.statement(__file__, "mark_due"), values)
