"""The page on which a plan is reviewed: what it proposes, what is decided, what comes back."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import Role
from plans.models import Plan, PlanReview
from tests.factories import TODAY
from tests.plans.world import UUID_2, start
from tests.world import hire, sign_in


@pytest.fixture
def plan(district, who, case):
    return start(who, district.ana)


def post(client, plan, **values):
    sent = {"decision": "continue", "because": "working", **values}
    return client.post(reverse("plans:review", args=[plan.pk]), sent)


def words(answer):
    return " ".join(answer.content.decode().split())


def opened(client, plan):
    """The plan with its review opened before it is due."""
    return client.get(reverse("plans:plan", args=[plan.pk]) + "?open=review")


@pytest.mark.parametrize(("days", "stands_open"), [(1, False), (0, True), (-1, True)])
def test_the_review_stands_open_once_it_is_due(plan, who, days, stands_open):
    Plan.objects.update(review_on=TODAY + timedelta(days=days))
    page = sign_in(who).get(reverse("plans:plan", args=[plan.pk])).content.decode()
    assert ('name="decision"' in page) is stands_open
    assert ("Review it today" in page) is not stands_open


def test_it_is_decided_in_one_click_as_it_is_proposed(plan, who):
    client = sign_in(who)
    page = opened(client, plan)
    assert page.context["proposed"] == "continue"
    assert page.context["review_form"]["because"].value() == "too_early"
    answer = post(client, plan, because="too_early")
    assert "Too early to say" in words(client.get(answer.headers["Location"]))


def test_a_second_review_on_a_day_comes_back_with_what_was_typed(plan, who):
    client = sign_in(who)
    post(client, plan)
    answer = post(client, plan, note="She asks for mornings")
    assert answer.status_code == 422
    assert "reviewed today already" in words(answer)
    assert "She asks for mornings" in words(answer)


def test_a_review_of_a_plan_that_ended_meanwhile_comes_back_with_what_was_typed(plan, who):
    client = sign_in(who)
    post(client, plan, decision="exit", because="stable")
    answer = post(client, plan, note="She asks for mornings")
    assert answer.status_code == 422
    assert "the plan is over" in words(answer)
    assert "She asks for mornings" in words(answer)


def test_enter_in_the_sentence_decides_nothing(plan, who):
    """The first button of a form is what Enter presses."""
    page = words(opened(sign_in(who), plan))
    form = page[page.index(reverse("plans:review", args=[plan.pk])) :]
    first = form[form.index("<button") :]
    assert first.startswith('<button type="submit" disabled hidden>')


def test_the_review_says_what_each_decision_does(plan, who):
    page = words(opened(sign_in(who), plan))
    assert "the goal holds until Fri, Dec 18" in page
    Plan.objects.update(goal_until=TODAY - timedelta(days=1), goal_from=TODAY - timedelta(days=9))
    page = words(sign_in(who).get(reverse("plans:plan", args=[plan.pk])))
    assert "a new goal begins on the next school day" in page


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"because": ""}, "Choose why."),
        ({"because": "nothing"}, "Choose why from what is offered."),
        ({"decision": "perhaps"}, "Choose the decision from what is offered."),
    ],
)
def test_a_decision_without_a_reason_comes_back(plan, who, values, fault):
    answer = post(sign_in(who), plan, **values)
    assert answer.status_code == 422
    assert fault in words(answer)
    assert not PlanReview.objects.exists()


def test_a_plan_that_ended_says_so_and_can_begin_anew(plan, who, district):
    client = sign_in(who)
    answer = post(client, plan, decision="exit", because="stable")
    page = words(client.get(answer.headers["Location"]))
    assert "Over since" in page
    assert 'name="decision"' not in page
    assert start(who, district.ana, uuid=UUID_2) != plan


@pytest.mark.parametrize("role", [Role.LIAISON, Role.DIRECTOR])
def test_who_does_not_plan_does_not_decide(district, plan, role):
    place = district.oak if role == Role.LIAISON else None
    assert post(sign_in(hire(role, place)), plan).status_code == 403
    assert not PlanReview.objects.exists()
