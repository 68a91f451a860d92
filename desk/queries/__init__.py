"""Reads for screens that compose several apps: frozen answers, few statements."""

from desk.queries.home import home_of
from desk.queries.roster import PER_PAGE, Wish, roster_of
from desk.queries.schools import count_schools, schools_named
from desk.queries.search import find_students
from desk.queries.student import student_file

__all__ = [
    "PER_PAGE",
    "Wish",
    "count_schools",
    "find_students",
    "home_of",
    "roster_of",
    "schools_named",
    "student_file",
]
