"""A plan as its page reads it: planned against delivered, and the days of the goal."""

from datetime import timedelta

import pytest

from cases.choices import CloseReason
from cases.models import Case
from plans.actions import Agreed, answer, end_strategy
from plans.choices import PlanAnswer
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
    return line_of(strategy, list(strategy.deliveries.order_by("on")), WEEKDAYS, on=on)


def test_days_planned_are_those_up_to_yesterday(strategy):
    found = line(strategy)
    # Wed, Fri, Mon, Wed, Fri, Mon; today is still to come.
    assert (found.planned, found.done, found.lately) == (6, 0, [])


def test_today_counts_once_it_is_logged(strategy, who):
    log(strategy, who, 0)
    found = line(strategy)
    assert (found.planned, found.done) == (7, 1)
    assert [one.on for one in found.lately] == [TODAY]


def test_what_was_said_last_is_told_with_its_day(strategy, who):
    log(strategy, who, 0, 2, 5, 7)
    assert [(TODAY - one.on).days for one in line(strategy).lately] == [0, 2, 5]


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


def test_one_that_ended_is_asked_about_its_own_days(strategy, who):
    strategy.ended_on = TODAY - timedelta(days=5)
    log(strategy, who, 9, 12)
    found = line(strategy)
    days = [TODAY - timedelta(days=n) for n in (5, 7, 14)]
    assert (found.planned, found.to_log, found.is_running) == (5, days, False)


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


@pytest.mark.parametrize("rests", [True, False])
def test_a_plan_that_is_over_stands_as_it_ended(district, who, case, rests):
    school_days(district.oak, BEGAN, TODAY)
    judged(district.ana, district.oak, missed=[BEGAN + timedelta(days=1), TODAY])
    window = goal(begins=BEGAN, until=TODAY + timedelta(days=9), review_on=BEGAN)
    plan = start(who, district.ana, goal=window, strategies=[chosen(starts_on=BEGAN)])
    Plan.objects.update(started_on=BEGAN)
    ended = BEGAN + timedelta(days=6)
    if rests:
        over = {"closed_by": who, "close_reason": CloseReason.MOVED, "next_action": ""}
        Case.objects.update(opened_on=BEGAN, closed_on=ended, **over)
    else:
        Plan.objects.update(ended_on=ended, ended_by=who, end_reason="It worked")
    found = plan_file(Plan.objects.select_related("case").get(pk=plan.pk), on=TODAY)
    assert (found.now, found.lines[0].planned, found.is_late) == (Count(1, 5), 3, False)
    assert max(day for day, _ in found.days) == ended


def test_what_was_done_is_counted_on_the_days_of_the_goal(plan, strategy, who):
    log(strategy, who, 12, 9, 7, 5)
    Plan.objects.update(goal_from=TODAY - timedelta(days=7), goal_until=TODAY - timedelta(days=2))
    found = plan_file(Plan.objects.select_related("case").get(pk=plan.pk), on=TODAY)
    assert (found.lines[0].done, found.lines[0].planned) == (4, 6)
    assert (found.seen.done, found.seen.planned) == (2, 3)


def test_what_was_done_beyond_the_plan_makes_up_for_nothing(plan, strategy, who):
    second = plan.strategies.create(
        title="Calls", owner_name="Ms. Ode", starts_on=BEGAN, weekdays=[0, 2, 4], added_by=who
    )
    log(strategy, who, 7, 6, 5, 2)  # on a Thursday, too
    log(second, who, 5)
    Plan.objects.update(goal_from=TODAY - timedelta(days=7), goal_until=TODAY - timedelta(days=2))
    found = plan_file(Plan.objects.select_related("case").get(pk=plan.pk), on=TODAY)
    assert (found.seen.done, found.seen.planned) == (3 + 1, 3 + 3)


def test_days_without_school_were_not_planned(district, who, case):
    """Neither before the plan is looked at nor at another school since."""
    school_days(district.oak, BEGAN, TODAY, holidays=[TODAY - timedelta(days=n) for n in (2, 5)])
    plan = start(who, district.ana, strategies=[chosen(starts_on=BEGAN)])
    Plan.objects.update(started_on=BEGAN)
    found = Plan.objects.select_related("case").get(pk=plan.pk)
    [line] = plan_file(found, on=TODAY).lines
    assert [(TODAY - day).days for day in line.due] == [14, 12, 9, 7]
    assert [(TODAY - day).days for day in line.to_log] == [0, 7, 9]


@pytest.mark.parametrize(("days", "is_over"), [(0, False), (1, True)])
def test_a_goal_is_over_once_its_last_day_has_passed(plan, days, is_over):
    on = plan.goal_until + timedelta(days=days)
    assert plan_file(plan, on=on).seen.is_over == is_over


@pytest.mark.parametrize(
    ("values", "met"),
    [
        ({}, True),
        ({"missed": 3}, True),  # at most three
        ({"missed": 4}, False),
        ({"days": 0, "missed": 0}, False),  # nothing was known
        ({"goal_until": TODAY - timedelta(days=7)}, False),  # on its last day
        ({"goal_until": None}, False),
        ({"on": TODAY}, False),  # the review of today itself
    ],
)
def test_an_earlier_goal_was_met_when_its_days_had_passed(plan, who, values, met):
    when = {"on": TODAY - timedelta(days=7), "goal_until": TODAY - timedelta(days=8)}
    kept = {"missed": 2, "days": 18, "goal_missed": 3, "goal_days": 20, "done": 1, "planned": 1}
    said = {"decision": "continue", "because": "working", "next_on": TODAY + timedelta(days=9)}
    plan.reviews.create(by=who, **{**when, **kept, **said, **values})
    assert plan_file(plan, on=TODAY).seen.met_before == met


def test_of_each_person_the_last_answer_stands(plan, who):
    for name, given in (("Ana Ito", "AGREED"), ("Rosa Ito", "AGREED"), ("Ana Ito", "DECLINED")):
        answer(act(who), plan=plan, agreed=[Agreed(name, None, PlanAnswer[given])])
    told = [
        (one.last.name, one.last.answer, [before.answer for before in one.before])
        for one in plan_file(plan, on=TODAY).answers
    ]
    assert told == [("Ana Ito", "declined", ["agreed"]), ("Rosa Ito", "agreed", [])]


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_the_same_however_much_was_done(
    plan, strategy, who, django_assert_max_num_queries, many
):
    log(strategy, who, *range(many))
    found = Plan.objects.select_related("case").get(pk=plan.pk)
    with django_assert_max_num_queries(3):
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
