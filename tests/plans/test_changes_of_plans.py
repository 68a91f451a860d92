"""What is changed on the page of a plan: days logged, strategies added and ended, answers kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cases.actions import close_case
from cases.choices import CloseReason
from plans.actions import add_strategy
from plans.models import Delivery, PlanAgreement, Strategy
from tests.factories import TODAY, act
from tests.plans.test_views_of_plans import post, to_start, words
from tests.plans.world import chosen, start
from tests.world import sign_in


@pytest.fixture
def counselor(who):
    return sign_in(who)


@pytest.fixture
def plan(district, who, case):
    return start(who, district.ana, strategies=[chosen(starts_on=TODAY - timedelta(days=7))])


def test_a_day_is_logged_in_one_tap(counselor, plan):
    strategy = plan.strategies.get()
    sent = {"strategy": strategy.pk, "on": TODAY.isoformat(), "status": "done"}
    answer = post(counselor, "deliver", plan.pk, **sent)
    assert answer.headers["Location"].endswith(f"#strategy-{strategy.pk}")
    assert Delivery.objects.get().status == "done"
    page = words(counselor.get(answer.headers["Location"]))
    assert "Done 1 of 4 planned" in page


@pytest.mark.parametrize(
    "values",
    [{"strategy": "x"}, {"strategy": "0"}],
)
def test_what_no_button_says_changes_nothing(counselor, plan, values):
    sent = {"strategy": plan.strategies.get().pk, "on": TODAY.isoformat(), "status": "done"}
    answer = post(counselor, "deliver", plan.pk, **{**sent, **values})
    assert "the page was not understood" in words(counselor.get(answer.headers["Location"]))
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"on": "yesterday"}, "Write the day as month, day and year, such as 11/20/2026."),
        ({"on": ""}, "Enter the day."),
        ({"status": "perhaps"}, "Choose what became of it from what is offered."),
        ({"on": "2026-11-10"}, "on that day the strategy was not running"),
    ],
)
def test_a_day_that_is_none_comes_back_beside_its_strategy(counselor, plan, values, fault):
    strategy = plan.strategies.get().pk
    sent = {"strategy": strategy, "on": TODAY.isoformat(), "status": "done"}
    answer = post(counselor, "deliver", plan.pk, **{**sent, **values})
    assert (answer.status_code, fault in words(answer)) == (422, True)
    assert f'id="fold-log-{strategy}" open>' in words(answer)
    assert not Delivery.objects.exists()


def test_a_wrong_tap_is_said_anew(counselor, plan):
    strategy = plan.strategies.get()
    sent = {"strategy": strategy.pk, "on": TODAY.isoformat()}
    for status in ("done", "student_away"):
        answer = post(counselor, "deliver", plan.pk, **sent, status=status)
    page = words(counselor.get(answer.headers["Location"]))
    assert "Nov 18: student away" in page
    assert "Done 0 of 4 planned" in page


def test_a_full_plan_says_that_one_ends_before_another_begins(counselor, who, plan):
    for title in ("Second", "Third"):
        page = words(counselor.get(reverse("plans:plan", args=[plan.pk])))
        assert "Add a strategy" in page
        add_strategy(act(who), plan=plan, chosen=chosen(title=title))
    page = words(counselor.get(reverse("plans:plan", args=[plan.pk])))
    assert "Add a strategy" not in page
    assert "A plan does at most 3 things at a time" in page
    refused = post(counselor, "add", plan.pk, own_1="Robotics", owner_1="Club")
    assert (refused.status_code, "Robotics" in words(refused)) == (422, True)
    assert "end one first" in words(refused)


def test_what_was_typed_for_a_plan_that_rests_comes_back(counselor, who, case, plan):
    strategy = plan.strategies.get()
    close_case(act(who), case=case, reason=CloseReason.IMPROVED, note="")
    for name, key, sent in (
        ("add", plan.pk, {"own_1": "Robotics", "owner_1": "Club"}),
        ("end", strategy.pk, {"reason": "Robotics"}),
    ):
        answer = post(counselor, name, key, **sent)
        assert answer.status_code == 422
        assert "the plan is over" in words(answer)
        assert "Robotics" in words(answer)


def test_a_strategy_of_another_plan_is_none_of_this_one(counselor, district, who, plan):
    other = start(who, district.ben, uuid=uuid4()).strategies.get()
    sent = {"strategy": other.pk, "on": TODAY.isoformat(), "status": "done"}
    post(counselor, "deliver", plan.pk, **sent)
    assert not Delivery.objects.exists()


def test_a_day_to_come_is_refused(counselor, plan):
    sent = {"strategy": plan.strategies.get().pk, "status": "done"}
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = post(counselor, "deliver", plan.pk, **sent, on=tomorrow)
    assert "The day must be between" in words(answer)


def test_a_strategy_is_added_and_ended(counselor, plan):
    post(counselor, "add", plan.pk, own_1="Robotics", owner_1="Club")
    added = Strategy.objects.get(title="Robotics")
    refused = post(counselor, "end", added.pk, reason="")
    assert refused.status_code == 422
    assert "Say why." in words(refused)
    post(counselor, "end", added.pk, reason="The club is over")
    page = words(counselor.get(reverse("plans:plan", args=[plan.pk])))
    assert "The club is over" in page


def test_a_strategy_without_anybody_comes_back(counselor, plan):
    answer = post(counselor, "add", plan.pk, own_1="Robotics")
    assert (answer.status_code, "Say who does it." in words(answer)) == (422, True)
    assert Strategy.objects.count() == 1


def test_an_answer_is_written_down(counselor, plan):
    post(counselor, "answer", plan.pk, who="student", answer="declined")
    kept = PlanAgreement.objects.get()
    assert (kept.name, kept.answer, kept.on) == ("Ana Ito", "declined", TODAY)
    assert post(counselor, "answer", plan.pk, who="nobody").status_code == 422


def test_the_student_page_leads_to_a_plan_and_then_to_it(counselor, district, who, case):
    work = reverse("student-work", args=[district.ana.pk])
    assert to_start(district.ana) in words(counselor.get(work))
    plan = start(who, district.ana)
    page = words(counselor.get(work))
    assert reverse("plans:plan", args=[plan.pk]) in page
    assert to_start(district.ana) not in page
