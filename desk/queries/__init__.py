"""Reads for screens that compose several apps: frozen answers, few statements."""

from desk.queries.home import home_of
from desk.queries.schools import (
    count_schools,
    facets_of,
    judged_at,
    schools_named,
    waiting_at,
    with_names,
)
from desk.queries.search import find_students
from desk.queries.student import student_file

__all__ = [
    "count_schools",
    "facets_of",
    "find_students",
    "home_of",
    "judged_at",
    "schools_named",
    "student_file",
    "waiting_at",
    "with_names",
]
