"""Goals in days, at their edges: no database."""

from datetime import date, timedelta

import pytest

from plans.rules.goals import (
    Count,
    after,
    count_of,
    due_after,
    first_goal,
    last_of,
    planned_days,
    within,
)
from students.rules.calendar import WEEKDAYS, SchoolCalendar

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
# A week without its Wednesday; beyond it every weekday is a school day.
SHORT = SchoolCalendar(
    "Oak",
    MONDAY,
    FRIDAY,
    frozenset(MONDAY + timedelta(days=n) for n in (0, 1, 3, 4)),
)
WEEK = [
    (MONDAY, True),
    (MONDAY + timedelta(days=1), False),
    (MONDAY + timedelta(days=2), True),
    (MONDAY + timedelta(days=3), False),
    (FRIDAY, True),
]


@pytest.mark.parametrize(
    ("days", "count"),
    [
        ([], Count(0, 0)),
        (WEEK[:1], Count(1, 1)),
        (WEEK, Count(3, 5)),
        ([(MONDAY, False)], Count(0, 1)),
    ],
)
def test_days_missed_are_counted_of_how_many(days, count):
    assert count_of(days) == count


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (MONDAY, FRIDAY, Count(3, 5)),
        # Both ends belong to a window.
        (MONDAY, MONDAY, Count(1, 1)),
        (FRIDAY, FRIDAY, Count(1, 1)),
        (MONDAY + timedelta(days=1), FRIDAY, Count(2, 4)),
        (MONDAY, FRIDAY - timedelta(days=1), Count(2, 4)),
        (FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=9), Count(0, 0)),
        (FRIDAY, MONDAY, Count(0, 0)),
    ],
)
def test_a_window_has_both_its_ends(first, last, count):
    assert count_of(within(WEEK, first, last)) == count


@pytest.mark.parametrize(
    ("missed", "days", "goal"),
    [
        # Half of what was missed.
        (6, 20, 3),
        (7, 20, 3),
        (20, 20, 10),
        # At least one: a goal is never that nobody falls ill.
        (0, 20, 1),
        (1, 20, 1),
        (2, 20, 1),
        (3, 20, 1),
        (4, 20, 2),
        # Of fewer days before, as many as of twenty.
        (3, 10, 3),
        (5, 5, 10),
        (1, 3, 3),
        # Nothing is known.
        (0, 0, 1),
    ],
)
def test_the_first_goal_is_half_of_what_was_missed(missed, days, goal):
    assert first_goal(missed, days, 20) == goal


@pytest.mark.parametrize("days", [1, 5, 20, 40])
def test_a_first_goal_can_always_be_missed_and_met(days):
    for missed in range(days + 1):
        assert 1 <= first_goal(missed, days, 20) < 20


@pytest.mark.parametrize(
    ("first", "count", "last"),
    [
        (MONDAY, 1, MONDAY),
        (MONDAY, 5, FRIDAY),
        (MONDAY, 6, MONDAY + timedelta(days=7)),
        # From a weekend it begins on Monday.
        (MONDAY - timedelta(days=2), 1, MONDAY),
        (MONDAY - timedelta(days=1), 5, FRIDAY),
        # None is one at least.
        (MONDAY, 0, MONDAY),
        (MONDAY, 20, MONDAY + timedelta(days=25)),
    ],
)
def test_the_last_of_so_many_school_days(first, count, last):
    assert last_of(WEEKDAYS, first, count) == last


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (MONDAY, 1, MONDAY + timedelta(days=1)),
        (MONDAY, 4, FRIDAY),
        (FRIDAY, 1, MONDAY + timedelta(days=7)),
        (MONDAY, 10, MONDAY + timedelta(days=14)),
    ],
)
def test_a_review_falls_so_many_school_days_after(day, count, due):
    assert after(WEEKDAYS, day, count) == due


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (2, MONDAY + timedelta(days=1)),
        (3, MONDAY + timedelta(days=3)),
        (4, FRIDAY),
        (5, MONDAY + timedelta(days=7)),
    ],
)
def test_a_holiday_is_no_school_day(count, last):
    assert last_of(SHORT, MONDAY, count) == last


@pytest.mark.parametrize(
    ("weekdays", "first", "last", "planned"),
    [
        ([0, 2, 4], MONDAY, FRIDAY, [0, 2, 4]),
        ([0, 2, 4], MONDAY, FRIDAY - timedelta(days=1), [0, 2]),
        ([0, 2, 4], MONDAY + timedelta(days=1), FRIDAY, [2, 4]),
        ([2], MONDAY + timedelta(days=2), MONDAY + timedelta(days=2), [2]),
        ([], MONDAY, FRIDAY, []),
        ([5, 6], MONDAY, FRIDAY, []),
        ([0], FRIDAY, MONDAY, []),
    ],
)
def test_the_days_planned_are_school_days_of_the_strategy(weekdays, first, last, planned):
    days = [day for day, _ in WEEK]
    found = planned_days(days, weekdays, first, last)
    assert found == [MONDAY + timedelta(days=n) for n in planned]


def test_a_day_without_school_is_not_planned():
    days = [day for day in (MONDAY + timedelta(days=n) for n in range(5)) if SHORT.has(day)]
    found = planned_days(days, range(5), MONDAY, FRIDAY)
    assert MONDAY + timedelta(days=2) not in found
    assert len(found) == 4


@pytest.mark.parametrize(("count", "days"), [(1, 3), (2, 4)])
def test_it_is_looked_at_once_so_many_school_days_are_over(count, days):
    """On the last of them nothing is known of it: it is the school day after."""
    assert due_after(SHORT, MONDAY, count) == MONDAY + timedelta(days=days)
