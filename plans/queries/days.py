"""The school days of a student, each with whether it was missed."""

from datetime import date, timedelta

from attendance.choices import Outcome
from attendance.queries.kinds import MISSED
from core import sql
from plans.rules.goals import Days

DAYS = sql.statement(__file__, "days")
MOST_BACK = timedelta(days=366)
# For so long what was said of a student counts.
LATELY = timedelta(days=366)


def days_of(student_id: int, *, first: date, last: date) -> Days:
    """Return the school days between two days, both included, as far as attendance is known, the
    oldest first. One statement.
    """
    values = {
        "student": student_id,
        "first": max(first, last - MOST_BACK),
        "last": last,
        "missed": [outcome.value for outcome in MISSED],
        "not_taken": Outcome.NOT_TAKEN,
    }
    return [(row["date"], row["missed"]) for row in sql.rows(DAYS, values)]
