"""What a plan begins with, before anybody fills anything in."""

from datetime import timedelta
from uuid import UUID

import pytest

from attendance.models import Standing
from law.queries import pack_in_force
from plans.queries.starting import beginning_of, review_days
from plans.rules.goals import Count
from students.models import School
from tests.factories import TODAY
from tests.plans.world import UUID_2, hold, judged, school_days, start

FIRST = TODAY - timedelta(days=70)


def begins(district, **values):
    return beginning_of(district.ana, on=TODAY, **values)


def codes(found):
    return [one.code for one in found.suggested]


def test_of_a_student_of_whom_nothing_is_known(district):
    found = begins(district)
    assert (found.case, found.running, found.found) == (None, None, [])
    assert (found.before, found.year, found.goal_missed) == (Count(0, 0), Count(0, 0), 1)
    assert found.tier == "early"
    assert found.template.code == "elementary"  # the first, where the level is none of a template
    assert len(found.suggested) == 3


def test_the_goal_is_half_of_what_was_missed_of_the_last_twenty_days(district):
    school_days(district.oak, FIRST, TODAY)
    days = [FIRST + timedelta(days=n) for n in range(70)]
    weekdays = [day for day in days if day.weekday() < 5]
    missed = weekdays[-6:] + weekdays[:3]
    judged(district.ana, district.oak, missed=missed)
    found = begins(district)
    assert (found.before, found.goal_missed, found.goal_days) == (Count(6, 20), 3, 20)
    assert found.year == Count(9, len(weekdays))


@pytest.mark.parametrize(
    ("level", "template"),
    [
        ("elementary", "elementary"),
        ("middle", "middle"),
        ("high", "high"),
        ("span", "elementary"),
    ],
)
def test_the_template_is_that_of_the_school(district, level, template):
    School.objects.filter(pk=district.oak.pk).update(level=level)
    found = begins(district)
    assert found.template.code == template
    assert codes(found) == list(found.template.strategies)


def test_what_was_found_chooses_the_strategies(district, who):
    hold(who, district.ana, barriers=["B06", "D01"], main="D01")
    found = begins(district)
    assert [one.code for one in found.found] == ["D01", "B06"]
    assert codes(found) == ["I15", "I25", "I27"]


def test_another_way_to_begin_is_asked_for_by_name(district, who):
    hold(who, district.ana, barriers=["D01"])
    found = begins(district, template="return")
    assert found.template.code == "return"
    assert codes(found) == ["I38", "I31", "I34"]


def test_a_template_that_there_is_not_is_not_asked_for(district):
    assert begins(district, template="nowhere").template.code == "elementary"


@pytest.mark.parametrize(
    ("tier", "first"),
    [("early", "I25"), ("intensive", "I18"), ("prevention", "I13")],
)
def test_the_tier_is_the_case_s_or_what_is_suggested(district, tier, first):
    judged(district.ana, district.oak)
    Standing.objects.filter(student=district.ana).update(tier=tier)
    found = begins(district, template="elementary")
    assert found.tier == tier
    assert first in codes(found)


def test_a_case_has_its_tier_already(district, who, case):
    judged(district.ana, district.oak)
    Standing.objects.filter(student=district.ana).update(tier="intensive")
    found = begins(district)
    assert (found.case, found.tier) == (case.pk, "early")


def test_a_plan_that_runs_is_found(district, who, case):
    plan = start(who, district.ana)
    start(who, district.ben, uuid=UUID_2)
    assert begins(district).running == plan.pk


@pytest.mark.parametrize(("tier", "days"), [("prevention", 20), ("early", 20), ("intensive", 10)])
def test_an_intensive_plan_is_looked_at_sooner(district, tier, days):
    assert review_days(pack_in_force(TODAY), tier) == days


@pytest.mark.parametrize("many", [1, 30])
def test_it_costs_the_same_however_much_was_said(
    district, who, case, django_assert_max_num_queries, many
):
    for n in range(many):
        hold(who, district.ana, uuid=UUID(int=100 + n))
    with django_assert_max_num_queries(9):
        begins(district)


def test_what_is_asked_for_by_code_is_offered_whatever_was_found(district, who):
    hold(who, district.ana, barriers=["D01"])
    assert codes(begins(district, like=["I31", "nothing", "I31", "I38", "I15", "I25"])) == [
        "I31",
        "I38",
        "I15",
    ]
    assert codes(begins(district, like=["nothing"])) == codes(begins(district))
