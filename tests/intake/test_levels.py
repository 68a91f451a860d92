"""By when a request is answered, and when it is late."""

from datetime import date

import pytest

from intake.rules.levels import answer_by, is_late, late_since
from students.rules.calendar import WEEKDAYS, SchoolCalendar

WED, THU, FRI, MON = (date(2026, 11, day) for day in (18, 19, 20, 23))
SAT, TUE = date(2026, 11, 21), date(2026, 11, 24)
# Thursday is a holiday.
HOLIDAY = SchoolCalendar("Oak", WED, TUE, frozenset({WED, FRI, MON, TUE}))


@pytest.mark.parametrize(
    ("on", "days", "calendar", "by"),
    [
        (WED, 0, WEEKDAYS, WED),
        (WED, 2, WEEKDAYS, FRI),
        (THU, 2, WEEKDAYS, MON),
        (WED, 2, HOLIDAY, MON),
        (THU, 0, HOLIDAY, FRI),
        (SAT, 0, WEEKDAYS, MON),
        (SAT, 1, WEEKDAYS, TUE),
    ],
)
def test_answer_by(on, days, calendar, by):
    assert answer_by(on, school_days=days, calendar=calendar) == by


@pytest.mark.parametrize(
    ("state", "answered", "paused", "last"),
    [
        ("new", None, None, FRI),
        ("taken", None, None, FRI),
        ("taken", THU, None, None),  # taken over after an answer
        ("answered", THU, None, None),
        ("paused", None, TUE, MON),
        ("paused", THU, TUE, MON),  # it is to be taken up again all the same
        ("closed", THU, None, None),
    ],
)
def test_late_since(state, answered, paused, last):
    found = late_since(state, due_on=FRI, answered_on=answered, paused_until=paused)
    assert found == last


@pytest.mark.parametrize(
    ("last", "on", "late"), [(FRI, FRI, False), (FRI, SAT, True), (None, SAT, False)]
)
def test_is_late(last, on, late):
    assert is_late(last, on=on) is late
