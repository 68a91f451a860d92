"""The school days of a student, to come or since a day."""

from datetime import date

from core import sql
from students.models import SchoolDay
from students.rules.calendar import WEEKDAYS, SchoolCalendar

SCHOOL_DAYS = sql.statement(__file__, "school_days")


def first_taught_since(day: date) -> date | None:
    """Return the first day from one on that is a school day of any school; None where no calendar has
    any. One statement.
    """
    taught = SchoolDay.objects.filter(is_school_day=True, date__gte=day)
    return taught.order_by("date").values_list("date", flat=True).first()


def calendar_of(student_id: int, *, on: date, since: date | None = None) -> SchoolCalendar:
    """Return the calendar, from the day on or from `since`, of the school where the student is enrolled
    on the day: weekdays for whoever is enrolled nowhere. One statement.
    """
    rows = sql.rows(SCHOOL_DAYS, {"student": student_id, "on": on, "since": since or on})
    if not rows or rows[0]["first"] is None:
        return SchoolCalendar(rows[0]["school"]) if rows else WEEKDAYS
    return SchoolCalendar(**{**rows[0], "dates": frozenset(rows[0]["dates"] or ())})
