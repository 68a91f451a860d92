"""Reads of cases: frozen answers, a number of statements that does not grow with the rows."""

from cases.queries.caseload import count_cases, rows_of, trends_of
from cases.queries.contacts import adults_of, concerned, contact_log, household_of
from cases.queries.counselors import caseload_of_counselors
from cases.queries.timeline import timeline
from cases.queries.today import all_waiting, own_waiting, pending_tasks, today_items

__all__ = [
    "adults_of",
    "all_waiting",
    "caseload_of_counselors",
    "concerned",
    "contact_log",
    "count_cases",
    "household_of",
    "own_waiting",
    "pending_tasks",
    "rows_of",
    "timeline",
    "today_items",
    "trends_of",
]
