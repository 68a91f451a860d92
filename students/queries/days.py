"""The school days of a student, to come or since a day."""

from datetime import date

from core import sql
from students.rules.calendar import WEEKDAYS, SchoolCalendar

SCHOOL_DAYS = sql.statement(__file__, "school_days")


def calendar_of(student_id: int, *, on: date, since: date | None = None) -> SchoolCalendar:
    """Return the calendar, from the day on or from `since`, of the school where the student is enrolled
    on the day: weekdays for whoever is enrolled nowhere. One statement.
    """
    rows = sql.rows(SCHOOL_DAYS, {"student": student_id, "on": on, "since": since or on})
    if not rows or rows[0]["first"] is None:
        return SchoolCalendar(rows[0]["school"]) if rows else WEEKDAYS
    return SchoolCalendar(**{**rows[0], "dates": frozenset(rows[0]["dates"] or ())})
