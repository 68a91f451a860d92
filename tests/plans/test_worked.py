"""What worked for the like: of plans that met two goals, of nobody by name."""

from datetime import timedelta

import pytest
from django.urls import reverse

from law.packs import load_pack
from plans.models import Plan, Strategy
from plans.queries.worked import worked_for
from students.models import School
from tests.factories import (
    TODAY,
    CaseFactory,
    InterviewFactory,
    PlanFactory,
    StrategyFactory,
    StudentFactory,
)
from tests.plans.test_reviews import SEEN
from tests.world import sign_in

WEEK = timedelta(weeks=1)
PRACTICE = load_pack("california").practice


@pytest.fixture
def middle(district):
    School.objects.filter(pk=district.oak.pk).update(level="middle")
    return district.oak


def plan_that(school, who, *codes, met=(True, True), ended=7, done=True):
    """A plan that did these things, met its goals or not, and ended so many days ago."""
    student = StudentFactory()
    case = CaseFactory(student=student, school=school)
    plan = PlanFactory(student=student, case=case, started_on=TODAY - timedelta(days=900))
    for code in codes:
        strategy = StrategyFactory(plan=plan, code=code)
        if done:
            strategy.deliveries.create(on=TODAY - timedelta(days=ended), status="done", by=who)
    for n, is_met in enumerate(met):
        on = TODAY - timedelta(days=ended + 30 * (len(met) - 1 - n))
        kept = {**SEEN.kept(), "missed": 3 if is_met else 4, "goal_until": on - timedelta(days=1)}
        plan.reviews.create(
            on=on, decision="continue", because="working", next_on=on + WEEK, by=who, **kept
        )
    over = {"ended_on": TODAY - timedelta(days=ended), "ended_by": who, "end_reason": "It holds"}
    Plan.objects.filter(pk=plan.pk).update(**over)
    return plan


def found(level="middle", barriers=()):
    rows = worked_for(PRACTICE, level=level, barriers=barriers, on=TODAY)
    return [(row.codes, row.plans) for row in rows]


def test_what_most_plans_did_stands_first(middle, who):
    for _ in range(3):
        plan_that(middle, who, "I25", "I15")
    for _ in range(4):
        plan_that(middle, who, "I31")
    assert found() == [("I31", 4), ("I15,I25", 3)]
    assert found(level="high") == []


@pytest.mark.parametrize(("plans", "is_told"), [(2, False), (3, True)])
def test_fewer_than_three_plans_are_not_told(middle, who, plans, is_told):
    for _ in range(plans):
        plan_that(middle, who, "I31")
    assert bool(found()) == is_told


def test_at_most_three_are_told(middle, who):
    for code in ("I31", "I15", "I25", "I27"):
        for _ in range(3):
            plan_that(middle, who, code)
    assert [codes for codes, _ in found()] == ["I15", "I25", "I27"]


@pytest.mark.parametrize(
    "values",
    [
        {"met": (True,)},  # ended as stable by somebody after one goal
        {"met": (True, False)},
        {"ended": 732},
        {"done": False},
    ],
)
def test_what_did_not_meet_two_goals_lately_is_left_out(middle, who, values):
    for _ in range(3):
        plan_that(middle, who, "I31", **values)
    assert found() == []


def test_a_plan_that_runs_is_left_out_and_a_goal_whose_days_had_not_passed(middle, who):
    for _ in range(3):
        plan = plan_that(middle, who, "I31")
        Plan.objects.filter(pk=plan.pk).update(ended_on=None, ended_by=None, end_reason="")
        other = plan_that(middle, who, "I15", met=(True,))
        on = TODAY - timedelta(days=3)
        kept = {**SEEN.kept(), "goal_until": on, "next_on": TODAY}
        other.reviews.create(on=on, decision="continue", because="working", by=who, **kept)
    assert found() == []


def test_what_was_ended_before_the_plan_did_not_meet_its_goals(middle, who):
    for _ in range(3):
        plan = plan_that(middle, who, "I31", "I15")
        over = {"ended_by": who, "end_reason": "Refused"}
        Strategy.objects.filter(plan=plan, code="I15").update(
            ended_on=plan.started_on + WEEK, **over
        )
    assert found() == [("I31", 3)]


def test_what_was_taken_up_anew_is_one_thing(middle, who):
    for _ in range(3):
        plan_that(middle, who, "I31", "I31")
    assert found() == [("I31", 3)]


def test_what_is_not_of_the_menu_is_left_out(middle, who):
    for _ in range(3):
        plan_that(middle, who, "I31", "")
        plan_that(middle, who, "OLD")
    for _ in range(2):
        plan_that(middle, who, "I31", "OLD")
    assert found() == [("I31", 5)]


@pytest.mark.parametrize(
    ("code", "before", "is_like"),
    [("D01", 0, True), ("D01", 90, True), ("D01", 91, False), ("B06", 0, False)],
)
def test_the_like_are_those_of_whom_the_same_was_found(middle, who, code, before, is_like):
    for _ in range(3):
        plan = plan_that(middle, who, "I31")
        held = InterviewFactory(
            student=plan.student, held_on=plan.started_on - timedelta(days=before)
        )
        held.barriers.create(code=code, family="disengagement", label="x", weight="main")
    assert bool(found(barriers=["D01", "D02"])) == is_like
    assert found() == [("I31", 3)]


def test_one_click_fills_the_form_with_it(middle, who, district):
    for _ in range(3):
        plan_that(middle, who, "I25", "I31")
    client = sign_in(who)
    there = f"{reverse('plans:start')}?student={district.ana.pk}"
    assert "that met two goals" not in client.get(there).content.decode()  # it is asked for
    page = client.get(f"{there}&open=worked").content.decode()
    assert "3 plans that met two goals" in " ".join(page.split())
    assert f"{there.replace('&', '&amp;')}&amp;like=I25,I31" in page
    form = client.get(f"{there}&like=I25,I31").context["form"]
    assert [form[f"strategy_{n}"].value() for n in (1, 2)] == ["I25", "I31"]


def test_too_few_of_the_like_are_said_to_be(middle, who, district):
    plan_that(middle, who, "I25")
    there = f"{reverse('plans:start')}?student={district.ana.pk}&open=worked"
    assert "Too few plans of the like" in sign_in(who).get(there).content.decode()
