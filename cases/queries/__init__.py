"""Reads of cases: frozen answers, a number of statements that does not grow with the rows."""

from cases.queries.caseload import count_cases, rows_of, trends_of
from cases.queries.counselors import caseload_of_counselors
from cases.queries.today import all_waiting, own_waiting

__all__ = [
    "all_waiting",
    "caseload_of_counselors",
    "count_cases",
    "own_waiting",
    "rows_of",
    "trends_of",
]
