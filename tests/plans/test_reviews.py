"""Reviews: what is proposed on which days, what a person decides, and what follows from it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import AuditEvent
from cases.actions import close_case
from cases.choices import CloseReason
from plans.actions import PlanIsOver, ReviewedToday, review_plan
from plans.choices import Because, Decision
from plans.models import Plan, PlanReview
from plans.queries.starting import next_goal
from plans.rules.reviews import PlanProgress, is_better, proposed
from tests.contacts.world import race
from tests.factories import TODAY, CaseFactory, PlanFactory, act
from tests.plans.world import goal, start

# Six of twenty days were missed before; at most three of twenty are to be.
SEEN = PlanProgress(
    missed=2,
    days=20,
    goal_missed=3,
    goal_days=20,
    baseline_missed=6,
    baseline_days=20,
    done=10,
    planned=12,
    is_over=True,
    met_before=True,
)


@pytest.mark.parametrize(
    ("seen", "decision", "because"),
    [
        ({}, "exit", "stable"),
        ({"missed": 3}, "exit", "stable"),  # at most three
        ({"days": 18}, "exit", "stable"),  # two days were not taken
        ({"met_before": False}, "continue", "working"),  # once is not yet twice
        ({"missed": 4}, "continue", "working"),  # missed, and fewer than before
        ({"missed": 5}, "continue", "working"),
        ({"missed": 6}, "change", "too_weak"),  # as many as before
        ({"missed": 9}, "change", "too_weak"),
        # The days of the goal are not over.
        ({"is_over": False}, "continue", "working"),
        ({"is_over": False, "days": 0, "missed": 0}, "continue", "too_early"),
        ({"is_over": False, "days": 10, "missed": 4}, "change", "too_weak"),
        # They are, and nothing is known of them.
        ({"days": 0, "missed": 0}, "continue", "too_early"),
        # 80 in a hundred of what was planned is enough, and less is not.
        ({"done": 8, "planned": 10}, "exit", "stable"),
        ({"done": 7, "planned": 10}, "continue", "too_little"),
        ({"done": 0, "planned": 1, "missed": 9}, "continue", "too_little"),
        # What is not done by the week is not counted against it.
        ({"done": 0, "planned": 0}, "exit", "stable"),
    ],
)
def test_what_is_proposed(seen, decision, because):
    assert proposed(replace(SEEN, **seen), percent=80) == (decision, because)


@pytest.mark.parametrize(
    ("missed", "days", "better"),
    [
        (5, 20, True),
        (6, 20, False),
        (2, 10, True),
        (3, 10, False),
        (0, 1, True),
        (0, 0, False),
    ],
)
def test_better_is_fewer_in_as_many_days(missed, days, better):
    assert is_better(replace(SEEN, missed=missed, days=days)) == better


def test_a_review_keeps_what_it_rested_on():
    kept = SEEN.kept()
    assert kept == {
        "missed": 2,
        "days": 20,
        "goal_missed": 3,
        "goal_days": 20,
        "done": 10,
        "planned": 12,
    }


@pytest.fixture
def plan(district, who, case):
    return start(who, district.ana)


NEXT = goal(missed=1, review_on=TODAY + timedelta(days=14))


def review(who, plan, decision=Decision.CONTINUE, because=Because.WORKING, **values):
    return review_plan(
        act(who), plan=plan, decision=decision, because=because, seen=SEEN, goal=NEXT, **values
    )


@pytest.mark.parametrize("decision", [Decision.CONTINUE, Decision.CHANGE])
def test_a_plan_that_goes_on_has_its_next_review_and_goal(plan, who, decision):
    row = review(who, plan, decision, note="Two mornings")
    plan.refresh_from_db()
    assert (plan.review_on, plan.goal_missed, plan.ended_on) == (NEXT.review_on, 1, None)
    assert (row.next_on, row.note, row.by) == (NEXT.review_on, "Two mornings", who)
    assert (row.missed, row.days, row.goal_missed, row.done) == (2, 20, 3, 10)


def test_a_plan_ends_with_the_reason(plan, who):
    row = review(who, plan, Decision.EXIT, Because.STABLE)
    plan.refresh_from_db()
    assert (plan.ended_on, plan.ended_by) == (TODAY, who)
    assert (plan.end_reason, row.next_on) == ("The goal is met and holds", None)
    assert not Plan.objects.running().exists()


def test_it_names_who_decided_what(plan, who):
    review(who, plan)
    event = AuditEvent.objects.get(action="plan.reviewed")
    said = {name: event.detail[name] for name in ("decision", "because")}
    assert said == {"decision": "continue", "because": "working"}
    assert event.detail["before"]["review_on"] == plan.review_on.isoformat()
    assert event.student_id == plan.student_id


@pytest.mark.parametrize("decision", Decision)
def test_the_same_decision_again_is_the_one_that_stands(plan, who, decision):
    first, again = (review(who, plan, decision) for _ in range(2))
    assert first == again
    assert PlanReview.objects.count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"decision": Decision.EXIT},
        {"because": Because.TOO_EARLY},
        {"note": "Two more mornings"},
    ],
)
def test_what_is_said_otherwise_on_the_same_day_is_refused(plan, who, values):
    review(who, plan)
    with pytest.raises(ReviewedToday):
        review(who, plan, **values)
    plan.refresh_from_db()
    assert (plan.ended_on, PlanReview.objects.get().note) == (None, "")


def test_a_plan_that_is_over_is_not_reviewed(plan, who, case):
    close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")
    with pytest.raises(PlanIsOver):
        review(who, plan)
    assert not PlanReview.objects.exists()


def test_two_clicks_at_once_keep_one(committed, plan, who):
    answers = race(lambda _: review(who, plan))
    assert {one.pk for one in answers} == {PlanReview.objects.get().pk}


def test_a_review_stays_as_it_was(plan, who):
    row = review(who, plan)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanReview.objects.filter(pk=row.pk).update(note="Other")
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


@pytest.mark.parametrize(
    ("decision", "days"), [("exit", 5), ("continue", None), ("change", 0), ("continue", -1)]
)
def test_a_review_says_when_next_unless_the_plan_ends(plan, who, decision, days):
    next_on = None if days is None else TODAY + timedelta(days=days)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanReview.objects.create(
            plan=plan,
            on=TODAY,
            decision=decision,
            because="working",
            next_on=next_on,
            by=who,
            **SEEN.kept(),
        )


# --- What holds from then on ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "same"),
    [
        (1, True),
        (0, True),  # on its last day nothing is known of it yet
        (-1, False),
    ],
)
def test_a_goal_holds_while_its_days_last(district, until, same):
    plan = PlanFactory(
        student=district.ana,
        goal_from=TODAY - timedelta(days=30),
        goal_until=TODAY + timedelta(days=until),
    )
    found = next_goal(plan, SEEN, on=TODAY)
    assert (found.until == plan.goal_until) == same
    # Twenty school days lie before it.
    assert found.review_on == TODAY + timedelta(days=29)


def test_the_next_goal_is_half_again_and_begins_from_what_was_missed(district):
    plan = PlanFactory(
        student=district.ana,
        goal_from=TODAY - timedelta(days=30),
        goal_until=TODAY - timedelta(days=1),
    )
    found = next_goal(plan, replace(SEEN, missed=4), on=TODAY)
    assert (found.missed, found.days) == (2, 20)
    assert (found.baseline_missed, found.baseline_days) == (4, 20)
    assert found.begins == TODAY + timedelta(days=1)


def test_an_intensive_plan_is_looked_at_sooner(district):
    plan = PlanFactory(
        student=district.ana, case=CaseFactory(student=district.ana, tier="intensive")
    )
    assert next_goal(plan, SEEN, on=TODAY).review_on == TODAY + timedelta(days=15)
