"""Strategies of a plan that runs, and what became of them by the day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import AuditEvent
from cases.actions import close_case
from cases.choices import CloseReason
from plans.actions import (
    DayIsNotOpen,
    PlanIsOver,
    TooManyStrategies,
    add_strategy,
    deliver,
    end_strategy,
)
from plans.choices import Delivered
from plans.models import Delivery, Strategy
from tests.contacts.world import race
from tests.factories import TODAY, act
from tests.plans.world import chosen, start

LAST_WEEK = TODAY - timedelta(days=7)


@pytest.fixture
def plan(district, who, case):
    return start(who, district.ana, strategies=[chosen(starts_on=LAST_WEEK)])


@pytest.fixture
def strategy(plan):
    return plan.strategies.get()


def close(who, case):
    close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")


def audited(action):
    return [event.detail for event in AuditEvent.objects.filter(action=action).order_by("pk")]


# --- Added and ended -----------------------------------------------------------------------


def test_a_strategy_is_added(plan, who):
    added = add_strategy(act(who), plan=plan, chosen=chosen(title="Robotics", owner_name="Club"))
    assert (added.plan, added.title, added.added_by) == (plan, "Robotics", who)
    assert audited("plan.strategy_added") == [{"strategy": added.pk}]


def test_the_same_again_is_the_one_that_runs(plan, who, strategy):
    assert add_strategy(act(who), plan=plan, chosen=chosen()) == strategy
    assert audited("plan.strategy_added") == []


def test_a_plan_does_few_things_at_a_time(plan, who, strategy):
    for title in ("Second", "Third"):
        add_strategy(act(who), plan=plan, chosen=chosen(title=title))
    with pytest.raises(TooManyStrategies):
        add_strategy(act(who), plan=plan, chosen=chosen(title="Fourth"))
    assert plan.strategies.count() == 3
    end_strategy(act(who), strategy=strategy, reason="It worked")
    add_strategy(act(who), plan=plan, chosen=chosen(title="Fourth"))
    assert plan.strategies.filter(ended_on=None).count() == 3


def test_a_strategy_ends_once_with_its_reason(plan, who, strategy):
    for reason in ("It worked", "Again"):
        ended = end_strategy(act(who), strategy=strategy, reason=reason)
    assert (ended.ended_on, ended.ended_by, ended.end_reason) == (TODAY, who, "It worked")
    assert audited("plan.strategy_ended") == [{"strategy": strategy.pk}]


def test_one_that_ended_can_be_taken_up_anew(plan, who, strategy):
    end_strategy(act(who), strategy=strategy, reason="Summer")
    again = add_strategy(act(who), plan=plan, chosen=chosen())
    assert again != strategy


def test_nothing_changes_in_a_plan_that_rests(plan, who, case, strategy):
    close(who, case)
    with pytest.raises(PlanIsOver):
        add_strategy(act(who), plan=plan, chosen=chosen(title="Robotics"))
    with pytest.raises(PlanIsOver):
        end_strategy(act(who), strategy=strategy, reason="No")
    with pytest.raises(PlanIsOver):
        deliver(act(who), strategy=strategy, on=TODAY, status=Delivered.DONE)
    assert Strategy.objects.get().ended_on is None
    assert not Delivery.objects.exists()


@pytest.mark.parametrize("values", [{"weekdays": [7]}, {"weekdays": [-1]}, {"ended_on": TODAY}])
def test_a_strategy_that_cannot_be_is_refused_by_the_database(strategy, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Strategy.objects.filter(pk=strategy.pk).update(**values)


# --- Delivered -----------------------------------------------------------------------------


@pytest.mark.parametrize("status", Delivered)
def test_what_became_of_a_day_is_kept_with_who_said_it(strategy, who, status):
    row = deliver(act(who), strategy=strategy, on=TODAY, status=status)
    assert (row.strategy, row.on, row.status, row.by) == (strategy, TODAY, status, who)
    said = {
        "strategy": strategy.pk,
        "on": "2026-11-18",
        "status": status,
        "before": "",
        "was": None,
    }
    assert audited("plan.delivered") == [said]


@pytest.mark.parametrize(
    ("days", "is_open"),
    [
        (0, True),
        (-1, True),
        (-7, True),  # the day on which it began
        (-8, False),
        (1, False),
    ],
)
def test_a_day_is_open_from_the_first_to_today(strategy, who, days, is_open):
    on = TODAY + timedelta(days=days)
    if is_open:
        deliver(act(who), strategy=strategy, on=on, status=Delivered.DONE)
    else:
        with pytest.raises(DayIsNotOpen):
            deliver(act(who), strategy=strategy, on=on, status=Delivered.DONE)
    assert Delivery.objects.exists() == is_open


def test_the_last_word_on_a_day_holds_and_the_log_keeps_the_first(strategy, who):
    for status in (Delivered.DONE, Delivered.STUDENT_AWAY):
        deliver(act(who), strategy=strategy, on=TODAY, status=status)
    assert Delivery.objects.get().status == "student_away"
    assert [one["before"] for one in audited("plan.delivered")] == ["", "done"]


def test_the_same_word_again_changes_nothing(strategy, who):
    for _ in range(2):
        deliver(act(who), strategy=strategy, on=TODAY, status=Delivered.DONE)
    assert len(audited("plan.delivered")) == 1


def test_a_day_after_the_end_is_not_open(strategy, who):
    Strategy.objects.filter(pk=strategy.pk).update(
        ended_on=TODAY - timedelta(days=2), ended_by=who, end_reason="It worked"
    )
    deliver(act(who), strategy=strategy, on=TODAY - timedelta(days=2), status=Delivered.DONE)
    with pytest.raises(DayIsNotOpen):
        deliver(act(who), strategy=strategy, on=TODAY - timedelta(days=1), status=Delivered.DONE)


def test_two_clicks_at_once_log_one(committed, strategy, who):
    race(lambda _: deliver(act(who), strategy=strategy, on=TODAY, status=Delivered.DONE))
    assert Delivery.objects.count() == 1
    assert len(audited("plan.delivered")) == 1
