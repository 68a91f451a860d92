"""A plan as its page reads it: planned against delivered, and the days of the goal."""

from datetime import timedelta

import pytest

from plans.actions import end_strategy
from plans.models import Plan
from plans.queries.panel import panel
from plans.queries.plans import line_of, plan_file
from plans.queries.timeline import timeline
from plans.rules.goals import Count
from students.rules.calendar import WEEKDAYS
from tests.factories import TODAY, act
from tests.plans.test_panel import READS, WORKS
from tests.plans.world import UUID_2, chosen, goal, judged, school_days, start

# TODAY is a Wednesday; the strategy is for Monday, Wednesday and Friday.
WEEKS = timedelta(days=14)
BEGAN = TODAY - WEEKS


@pytest.fixture
def plan(district, who, case):
    return start(who, district.ana, strategies=[chosen(starts_on=BEGAN)])


@pytest.fixture
def strategy(plan):
    return plan.strategies.get()


def log(strategy, who, *days, status="done"):
    for n in days:
        strategy.deliveries.create(on=TODAY - timedelta(days=n), status=status, by=who)


def line(strategy, on=TODAY):
    return line_of(strategy, WEEKDAYS, on=on)


def test_days_planned_are_those_up_to_yesterday(strategy):
    found = line(strategy)
    # Wed, Fri, Mon, Wed, Fri, Mon; today is still to come.
    assert (found.planned, found.done, found.last) == (6, 0, None)


def test_today_counts_once_it_is_logged(strategy, who):
    log(strategy, who, 0)
    found = line(strategy)
    assert (found.planned, found.done) == (7, 1)
    assert found.last.on == TODAY


def test_only_what_was_done_is_delivered(strategy, who):
    log(strategy, who, 2, 5)
    log(strategy, who, 7, status="student_away")
    found = line(strategy)
    assert (found.planned, found.done) == (6, 2)


def test_the_last_planned_days_without_a_word_are_asked_about(strategy, who):
    assert line(strategy).to_log == [TODAY - timedelta(days=n) for n in (0, 2, 5)]
    log(strategy, who, 0, 5)
    assert line(strategy).to_log == [TODAY - timedelta(days=n) for n in (2, 7, 9)]


def test_on_a_day_that_is_not_planned_the_days_before_are_asked_about(strategy):
    thursday = TODAY + timedelta(days=1)
    assert line(strategy, on=thursday).to_log[0] == TODAY


def test_what_is_not_done_by_the_week_is_asked_about_today(strategy, who):
    strategy.weekdays = []
    found = line(strategy)
    assert (found.planned, found.to_log) == (None, [TODAY])
    log(strategy, who, 0)
    assert (line(strategy).done, line(strategy).to_log) == (1, [])


def test_on_a_weekend_nothing_is_asked(strategy):
    strategy.weekdays = []
    assert line(strategy, on=TODAY + timedelta(days=3)).to_log == []


def test_one_that_ended_is_not_asked_about(strategy):
    strategy.ended_on = TODAY - timedelta(days=5)
    found = line(strategy)
    assert (found.planned, found.to_log, found.is_running) == (5, [], False)


def test_one_that_begins_today_has_nothing_behind_it(strategy):
    strategy.starts_on = TODAY
    found = line(strategy)
    assert (found.planned, found.to_log) == (0, [TODAY])


def test_the_days_of_the_goal_are_counted_so_far(district, who, case):
    school_days(district.oak, BEGAN, TODAY)
    judged(district.ana, district.oak, missed=[BEGAN, TODAY - timedelta(days=1)])
    window = goal(begins=BEGAN + timedelta(days=1), until=TODAY - timedelta(days=1))
    found = plan_file(start(who, district.ana, goal=window), on=TODAY)
    assert found.now == Count(1, 9)


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (1, False), (-1, True)])
def test_a_review_is_late_after_its_day(district, who, case, days, is_late):
    due = goal(review_on=TODAY + timedelta(days=days))
    found = plan_file(start(who, district.ana, goal=due), on=TODAY)
    assert found.is_late == is_late
    assert panel(district.ana, WORKS).is_late == is_late


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_the_same_however_much_was_done(
    plan, strategy, who, django_assert_max_num_queries, many
):
    log(strategy, who, *range(many))
    found = Plan.objects.select_related("case").get(pk=plan.pk)
    with django_assert_max_num_queries(7):
        plan_file(found, on=TODAY)


def test_the_student_page_names_the_goal_and_what_is_done(district, plan):
    found = panel(district.ana, WORKS)
    assert found.plan == plan
    assert [one.title for one in found.strategies] == ["Success Mentor"]


def test_one_that_ended_is_not_done_any_more(district, who, plan, strategy):
    end_strategy(act(who), strategy=strategy, reason="It worked")
    assert panel(district.ana, WORKS).strategies == []


def test_who_only_reads_cases_learns_the_goal_and_not_what_is_done(district, plan):
    found = panel(district.ana, READS)
    assert (found.plan, found.strategies) == (plan, [])


def test_a_plan_that_is_over_is_none(district, who, plan):
    Plan.objects.filter(pk=plan.pk).update(ended_on=TODAY, ended_by=who, end_reason="It worked")
    assert panel(district.ana, WORKS).plan is None
    again = start(who, district.ana, uuid=UUID_2)
    assert panel(district.ana, WORKS).plan == again


def test_the_timeline_tells_how_plans_began_and_ended(district, who, plan):
    Plan.objects.filter(pk=plan.pk).update(ended_on=TODAY, ended_by=who, end_reason="It worked")
    began, ended = timeline(district.ana.pk)
    assert (began.title, began.facts) == ("Plan started", ("miss at most 2 of 20 school days",))
    assert (ended.title, ended.text, ended.by) == ("Plan ended", "It worked", str(who))
    assert began.href == ended.href
