"""The task to review a plan: made with it, done by the review, and never twice."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from cases.actions import close_case, do, undo
from cases.choices import CloseReason
from plans.choices import Decision
from tasks.actions.refusals import ReviewIsMissing
from tasks.models import Task
from tests.factories import CaseFactory, TaskFactory, act
from tests.plans.test_reviews import NEXT, review
from tests.plans.world import start
from tests.world import hire, sign_in


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


def test_starting_a_plan_does_what_a_rule_asked_for_and_leaves_what_a_person_left_to_do(
    district, who, case
):
    asked = TaskFactory(student=district.ana, kind="support", key="1:support:2026")
    left = [
        TaskFactory(student=district.ana, kind="support", title="Ask about a bus pass"),
        TaskFactory(student=district.ana, key="1:contact:2026", title="Call the family"),
        TaskFactory(student=district.ben, kind="support", key="2:support:2026"),
    ]
    start(who, district.ana)
    asked.refresh_from_db()
    assert (asked.state, asked.state_reason) == ("done", "A plan was started")
    assert {Task.objects.get(pk=one.pk).state for one in left} == {"open"}


def test_a_review_does_its_own_task_and_leaves_the_next(plan, who, district):
    other = TaskFactory(student=district.ana, kind="support", title="Ask about a bus pass")
    foreign = TaskFactory(student=district.ana, kind="review", evidence={"plan": plan.pk + 1})
    review(who, plan, Decision.CHANGE)
    done = Task.objects.get(state="done")
    assert (done.title, done.state_reason) == ("Review the plan", "Change")
    assert ("Review the plan", NEXT.review_on, who) in waiting(district.ana)
    assert {Task.objects.get(pk=one.pk).state for one in (other, foreign)} == {"open"}


def test_no_click_beside_the_plan_does_its_review(plan, who):
    task = Task.objects.get(kind="review")
    with pytest.raises(ReviewIsMissing):
        do(act(who), task=task)
    client = sign_in(who)
    row = client.get(reverse("tasks")).content.decode()
    assert 'value="do"' not in row
    assert reverse("student-plan", args=[plan.student_id]) in row
    for words in ("", "Talked to her"):
        sent = {"action": "do", "reason": words}
        told = client.post(reverse("task", args=[task.pk]), sent, follow=True)
        assert "Open the plan and decide there" in told.content.decode()
    assert Task.objects.get(kind="review").state == "open"


def test_what_a_review_did_is_not_taken_back_by_its_task(plan, who):
    review(who, plan)
    done = Task.objects.get(state="done")
    assert undo(act(who), task=done).state == "done"


def test_a_contact_does_no_review(plan, who, district):
    task = Task.objects.get(kind="review")
    client = sign_in(who)
    page = client.get(reverse("quick-log"), {"student": district.ana.pk}).content.decode()
    assert f'name="completes" value="{task.pk}"' not in page


def test_closing_a_case_says_that_its_plan_rests(plan, who, case, district):
    page = sign_in(who).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "The plan that runs rests with the case." in page
    other = CaseFactory(student=district.ben)
    page = sign_in(who).get(reverse("cases:case", args=[other.pk])).content.decode()
    assert "rests with the case" not in page


def test_a_student_leads_to_the_plan_or_to_where_one_is_started(plan, who, district):
    client = sign_in(who)
    there = client.get(reverse("student-plan", args=[district.ana.pk]))
    assert there.headers["Location"] == reverse("plans:plan", args=[plan.pk])
    there = client.get(reverse("student-plan", args=[district.ben.pk]))
    assert there.headers["Location"] == f"{reverse('plans:start')}?student={district.ben.pk}"
    reader = sign_in(hire(Role.DIRECTOR))
    there = reader.get(reverse("student-plan", args=[district.ben.pk]))
    assert there.headers["Location"] == reverse("student-work", args=[district.ben.pk])


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
