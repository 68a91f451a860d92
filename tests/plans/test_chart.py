"""Days missed by the week: what the chart shows, and where it marks what was done."""

from datetime import date, timedelta

import pytest

from plans.models import Plan, PlanReview, Strategy
from plans.queries.chart import chart_of
from plans.queries.plans import PlanFile, StrategyLine
from plans.rules.goals import Count

MONDAY = date(2026, 11, 2)
WEEK = timedelta(days=7)


def weekdays(weeks, missed=()):
    days = [MONDAY + week * WEEK + timedelta(days=n) for week in range(weeks) for n in range(5)]
    return [(day, day in missed) for day in days]


def file(days, *, started=MONDAY, strategies=(), reviews=()):
    """A plan as its page reads it, without a database."""
    plan = Plan(
        started_on=started,
        baseline_missed=6,
        baseline_days=20,
        goal_missed=3,
        goal_days=20,
    )
    lines = [StrategyLine(one, None, [], []) for one in strategies]
    return PlanFile(plan, lines, [], Count(0, 0), days, on=MONDAY, reviews=list(reviews))


def strategy(starts, ends=None):
    return Strategy(title="Mentor", starts_on=starts, ended_on=ends)


@pytest.mark.parametrize("weeks", [0, 1])
def test_fewer_than_two_weeks_are_no_chart(weeks):
    assert chart_of(file(weekdays(weeks)), tells=True) is None


def test_days_missed_are_counted_by_the_week():
    missed = {MONDAY, MONDAY + timedelta(days=4), MONDAY + WEEK}
    chart = chart_of(file(weekdays(3, missed), started=MONDAY + WEEK), tells=True)
    assert chart.table.columns == ("Week from", "Days missed", "What was done")
    assert chart.table.rows == (
        ("Nov 2", "2", ""),
        ("Nov 9", "1", "plan started"),
        ("Nov 16", "0", ""),
    )


def test_a_week_without_school_is_no_week_without_absence():
    days = weekdays(1) + [(day + 2 * WEEK, False) for day, _ in weekdays(1)]
    chart = chart_of(file(days), tells=True)
    assert [row[1] for row in chart.table.rows] == ["0", "—", "0"]


def test_a_line_stands_where_something_was_done():
    review = PlanReview(on=MONDAY + 2 * WEEK + timedelta(days=1), decision="change")
    later = strategy(MONDAY + WEEK, MONDAY + 2 * WEEK)
    chart = chart_of(
        file(weekdays(4), strategies=[strategy(MONDAY), later], reviews=[review]), tells=True
    )
    assert [mark.words for mark in chart.marks] == [
        "Nov 2: plan started",
        "Nov 9: Mentor begins",
        "Nov 16: Mentor ends; review: change",
    ]


def test_who_may_not_know_what_is_done_sees_when_the_plan_began_and_was_reviewed():
    review = PlanReview(on=MONDAY + WEEK, decision="change")
    later = strategy(MONDAY + WEEK, MONDAY + 2 * WEEK)
    chart = chart_of(file(weekdays(3), strategies=[later], reviews=[review]), tells=False)
    assert [mark.words for mark in chart.marks] == ["Nov 2: plan started", "Nov 9: review: change"]


def test_what_was_done_outside_the_weeks_is_not_marked():
    chart = chart_of(file(weekdays(2), started=MONDAY + 5 * WEEK), tells=True)
    assert chart.marks == ()


def test_it_says_the_goal_and_that_nothing_is_proved():
    summary = chart_of(file(weekdays(2)), tells=True).summary
    assert "at most 3 of 20" in summary
    assert "need not be by what was done" in summary


@pytest.mark.parametrize(
    ("started", "said"),
    [
        (MONDAY, "The goal is at most 3 of 20."),
        (
            MONDAY + timedelta(days=1),
            "Before the plan 1 of 1 school days were missed; the goal is",
        ),
        (MONDAY + 5 * WEEK, "Before the plan 1 of 20 school days were missed; the goal is"),
    ],
)
def test_what_was_before_is_said_of_the_plan_and_not_of_its_last_goal(started, said):
    """The plan's own baseline, 6 of 20, is that of the goal that runs now."""
    days = weekdays(6, missed={MONDAY, MONDAY + 4 * WEEK})
    assert chart_of(file(days, started=started), tells=True).summary.startswith(said)
