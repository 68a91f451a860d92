"""Nobody says what became of a plan: that is asked for once, and done by the first tap."""

import json
from datetime import timedelta

import pytest

from attendance.models import Assessment
from cases.actions import close_case, dismiss
from cases.choices import CloseReason
from core import sql
from desk.registry import PROPOSALS
from law.packs import load_pack
from plans.actions import add_strategy, deliver, end_strategy
from plans.choices import Decision, Delivered
from plans.queries.proposals import proposals
from tasks.models import Task
from tests.factories import TODAY, YEAR, PolicyFactory, act
from tests.plans.test_reviews import review
from tests.plans.world import chosen, judged, school_days, start
from tests.tasks.test_proposals import follow_now

# TODAY is a Wednesday; the strategy is for Monday, Wednesday and Friday.
BEGAN = TODAY - timedelta(days=14)


@pytest.fixture
def plan(district, who, case):
    school_days(district.oak, BEGAN, TODAY, holidays=[TODAY - timedelta(days=2)])
    judged(district.ana, district.oak)  # the case is of the school where the student is
    return start(who, district.ana, strategies=[chosen(starts_on=BEGAN)])


@pytest.fixture
def strategy(plan):
    return plan.strategies.get()


def asked(on=TODAY, least=3):
    """What is proposed of plans: of how many days the reason speaks, by student."""
    [one] = proposals(load_pack("california", {"plan.unlogged_days": least}))
    rows = sql.rows(one.statement, {"on": on, **one.values})
    return [{**row, "evidence": json.loads(row["evidence"])} for row in rows]


def log(who, strategy, *days):
    for n in days:
        on = TODAY - timedelta(days=n)
        deliver(act(who), strategy=strategy, on=on, status=Delivered.DONE)


def test_it_says_since_when_and_names_no_strategy(plan, district):
    [row] = asked()
    assert (row["student_id"], row["school_id"]) == (district.ana.pk, district.oak.pk)
    # Wed, Fri, Mon, Wed, Fri; the last Monday was a holiday, and today is still to come.
    assert row["reason"] == (
        "Of one thing that the plan does nothing was logged on the last 5 planned days, since Nov 4."
    )
    assert row["evidence"] == {"plan": plan.pk, "unlogged": 1}
    assert "Mentor" not in str(row)


@pytest.mark.parametrize(("least", "is_asked"), [(1, True), (5, True), (6, False)])
def test_it_is_asked_for_after_so_many_planned_days(plan, least, is_asked):
    assert bool(asked(least=least)) == is_asked


def test_days_count_from_the_last_that_was_logged(plan, strategy, who):
    log(who, strategy, 9)  # Monday last week: Wednesday and Friday after it
    assert asked() == []
    [row] = asked(least=2)
    assert "on the last 2 planned days, since Nov 11." in row["reason"]
    assert asked(on=TODAY + timedelta(days=1)) != []


def test_what_is_not_done_by_the_week_or_not_any_more_is_not_asked_for(plan, strategy, who):
    add_strategy(act(who), plan=plan, chosen=chosen(title="Club", weekdays=[], starts_on=BEGAN))
    [row] = asked()
    assert row["evidence"]["unlogged"] == 1
    end_strategy(act(who), strategy=strategy, reason="It worked")
    assert asked() == []


def test_two_things_are_one_task(plan, who):
    more = chosen(title="Club", weekdays=[3], starts_on=BEGAN)
    add_strategy(act(who), plan=plan, chosen=more)
    [row] = asked(least=2)
    assert row["reason"].startswith(
        "Of 2 things that the plan does nothing was logged on the last 5"
    )


@pytest.mark.parametrize("ends", [True, False])
def test_a_plan_that_is_over_is_not_asked_about(plan, who, case, ends):
    if ends:
        review(who, plan, Decision.EXIT)
    else:
        close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")
    assert asked() == []


@pytest.fixture
def assessed(plan):
    """The night has come: everybody was judged."""
    Assessment.objects.create(
        policy=PolicyFactory(), school_year=YEAR, as_of=TODAY, finished_at=act().at
    )


def test_it_is_on_todays_page_of_whoever_has_the_case_and_done_by_one_tap(
    plan, strategy, who, assessed
):
    assert proposals in PROPOSALS
    follow_now()
    task = Task.objects.get(title="Log what was done of the plan")
    assert (task.owner, task.kind) == (who, "support")
    assert asked() == []  # once
    log(who, strategy, 0)
    task.refresh_from_db()
    assert (task.state, task.state_reason) == ("done", "It was logged")


def test_dismissed_it_is_not_asked_for_again_until_something_was_logged(
    plan, strategy, who, assessed
):
    follow_now()
    task = Task.objects.get(title="Log what was done of the plan")
    dismiss(act(who), task=task, reason="The mentor is away")
    key = task.key
    [row] = asked()
    assert row["key"] == key  # which is there already
    log(who, strategy, 12)
    [row] = asked()
    assert row["key"] != key


def test_it_is_done_once_nothing_waits_to_be_logged(plan, strategy, who, assessed):
    """Of two silent things one tap is not all."""
    other = add_strategy(act(who), plan=plan, chosen=chosen(title="Club", starts_on=BEGAN))
    follow_now()
    task = Task.objects.get(title="Log what was done of the plan")
    log(who, strategy, 0)
    task.refresh_from_db()
    assert task.state == "open"
    log(who, other, 5)
    task.refresh_from_db()
    assert task.state == "done"


@pytest.mark.parametrize("ends", ["strategy", "plan"])
def test_what_has_ended_is_not_to_be_logged(plan, strategy, who, assessed, ends):
    follow_now()
    if ends == "plan":
        review(who, plan, Decision.EXIT)
    else:
        end_strategy(act(who), strategy=strategy, reason="It worked")
    assert Task.objects.get(title="Log what was done of the plan").state == "done"
