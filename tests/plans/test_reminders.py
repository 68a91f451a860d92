"""The task to review a plan: made with it, done by the review, and never twice."""

import pytest

from cases.actions import close_case
from cases.choices import CloseReason
from plans.choices import Decision
from tasks.models import Task
from tests.factories import TaskFactory, act
from tests.plans.test_reviews import NEXT, review
from tests.plans.world import start


@pytest.fixture
def plan(district, who, case):
    return start(who, district.ana)


def waiting(student):
    rows = Task.objects.pending().filter(student=student).order_by("due_on")
    return [(row.title, row.due_on, row.owner) for row in rows]


def test_a_plan_leaves_its_review_to_whoever_has_the_case(plan, who, district, case):
    assert waiting(district.ana) == [("Review the plan", plan.review_on, who)]
    case.refresh_from_db()
    assert (case.next_action, case.next_due_on) == ("Review the plan", plan.review_on)


def test_starting_a_plan_does_what_asked_for_one(district, who, case):
    asked = TaskFactory(student=district.ana, kind="support", title="Plan support")
    other = TaskFactory(student=district.ana, title="Call the family")
    start(who, district.ana)
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.state, other.state) == ("done", "open")


def test_a_review_does_the_task_and_leaves_the_next(plan, who, district):
    review(who, plan)
    assert waiting(district.ana) == [("Review the plan", NEXT.review_on, who)]
    assert Task.objects.filter(state="done").count() == 1


def test_a_plan_that_ends_leaves_nothing_to_review(plan, who, district):
    review(who, plan, Decision.EXIT)
    assert waiting(district.ana) == []


def test_a_review_sent_twice_leaves_one_task(plan, who, district):
    for _ in range(2):
        review(who, plan)
    assert len(waiting(district.ana)) == 1


def test_a_closed_case_lets_no_review_wait(plan, who, case, district):
    close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")
    assert waiting(district.ana) == []
