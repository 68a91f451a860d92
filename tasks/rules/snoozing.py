"""Until when a task is put off by one click."""

from datetime import date, timedelta

from students.rules.calendar import SchoolCalendar


def next_morning(calendar: SchoolCalendar, *, due_on: date, on: date) -> date:
    """Return the first school day after today, and after the day on which the task is due if that is
    still to come: what is put off never comes sooner.

    Source: product rule, one click puts off to the next day on which it can be done.
    """
    return calendar.next_from(max(due_on, on) + timedelta(days=1))
