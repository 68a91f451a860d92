"""What worked for the like: of plans that met two goals, of nobody by name."""

from datetime import timedelta

import pytest
from django.urls import reverse

from law.packs import load_pack
from plans.choices import Because, Decision
from plans.models import Plan
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

PRACTICE = load_pack("california").practice


@pytest.fixture
def middle(district):
    School.objects.filter(pk=district.oak.pk).update(level="middle")
    return district.oak


def plan_that(school, who, *codes, decision=Decision.EXIT, because=Because.STABLE, ended=7):
    """A plan that did these things and ended so many days ago."""
    student = StudentFactory()
    case = CaseFactory(student=student, school=school)
    plan = PlanFactory(student=student, case=case, started_on=TODAY - timedelta(days=900))
    for code in codes:
        StrategyFactory(plan=plan, code=code)
    on = TODAY - timedelta(days=ended)
    next_on = None if decision == Decision.EXIT else TODAY
    plan.reviews.create(
        on=on, decision=decision, because=because, next_on=next_on, by=who, **SEEN.kept()
    )
    if decision == Decision.EXIT:
        over = {"ended_on": on, "ended_by": who, "end_reason": because.label}
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
        {"because": Because.FAMILY},
        {"decision": Decision.CONTINUE, "because": Because.WORKING},
        {"ended": 732},
    ],
)
def test_what_did_not_meet_its_goals_lately_is_left_out(middle, who, values):
    for _ in range(3):
        plan_that(middle, who, "I31", **values)
    assert found() == []


def test_what_is_not_of_the_menu_is_left_out(middle, who):
    for _ in range(3):
        plan_that(middle, who, "I31", "")
        plan_that(middle, who, "OLD")
    assert found() == [("I31", 3)]


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
    page = client.get(there).content.decode()
    assert "3 plans that met two goals" in " ".join(page.split())
    assert f"{there.replace('&', '&amp;')}&amp;like=I25,I31" in page
    form = client.get(f"{there}&like=I25,I31").context["form"]
    assert [form[f"strategy_{n}"].value() for n in (1, 2)] == ["I25", "I31"]
