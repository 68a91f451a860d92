"""By when a request for help is answered, and when it is late."""

from datetime import date, timedelta

from intake.choices import UNANSWERED, RequestState
from students.rules.calendar import SchoolCalendar


def answer_by(on: date, *, school_days: int, calendar: SchoolCalendar) -> date:
    """Return the day by which whoever asked on a day has an answer: so many school days after it, with
    none of them the day itself, or the first school day after it.

    Source: product rule; San Bernardino City USD and Ukiah USD answer a request for assistance within
    days. The number is the district's, `intake.answer_school_days`.
    """
    day = calendar.next_from(on)
    for _ in range(school_days):
        day = calendar.next_from(day + timedelta(days=1))
    return day


def late_since(
    state: str, *, due_on: date, answered_on: date | None, paused_until: date | None
) -> date | None:
    """Return the last day on which a request was in time; None for one that can be late no more. One
    that rests comes back on the day it rests to; one that nobody answered is in time until its day.

    Source: product rule, whoever asks for help hears from somebody.
    """
    if state == RequestState.PAUSED and paused_until:
        return paused_until - timedelta(days=1)
    return due_on if state in UNANSWERED and answered_on is None else None


def is_late(last: date | None, *, on: date) -> bool:
    """Return whether the last day in time is over.

    Source: as `late_since`.
    """
    return last is not None and last < on
