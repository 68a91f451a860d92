"""Reads for screens that compose several apps: frozen answers, few statements."""

from cases.queries.counselors import PER_PAGE as LOADS_PER_PAGE
from desk.queries.loads import loads_page
from desk.queries.roster import ORDER, PER_PAGE, RosterQuery, roster_of
from desk.queries.schools import count_schools, schools_named
from desk.queries.search import find_students
from desk.queries.student import student_file
from desk.queries.today import today_of
from desk.queries.work import panels_of

__all__ = [
    "LOADS_PER_PAGE",
    "ORDER",
    "PER_PAGE",
    "RosterQuery",
    "count_schools",
    "find_students",
    "loads_page",
    "panels_of",
    "roster_of",
    "schools_named",
    "student_file",
    "today_of",
]
