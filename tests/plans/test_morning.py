"""What of groups stands on Today: how many wait, and nothing where none does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role
from plans.queries.morning import morning as offered
from tests.factories import (
    TODAY,
    GroupFactory,
    GroupMemberFactory,
    GroupSessionFactory,
    SchoolDayFactory,
)
from tests.mornings import alone
from tests.world import hire

morning = alone(offered)


def numbers(who, on=TODAY):
    found = morning(reach_of(who, on=on))
    return [(one.label, one.value, one.href) for one in found.numbers] if found else []


def led(school, facilitator, student):
    """A group that somebody leads, with one student in it."""
    group = GroupFactory(school=school, facilitator=facilitator)
    GroupMemberFactory(group=group, student=student)
    return group


def one_waits(many=1):
    return [("My groups to log", many, f"{reverse('plans:groups')}?show=to_log")]


def test_a_group_that_meets_today_is_counted(district, who):
    led(district.oak, who, district.ana)
    assert numbers(who) == one_waits()
    led(district.oak, who, district.ana)
    assert numbers(who) == one_waits(2)


def test_nothing_stands_where_nothing_waits(district, who):
    assert numbers(who) == []
    GroupSessionFactory(group=led(district.oak, who, district.ana))
    assert numbers(who) == []


def test_a_colleagues_group_is_theirs(district, who, boss):
    led(district.oak, boss, district.ana)
    assert numbers(who) == []
    assert numbers(boss) == one_waits()


def test_a_group_that_one_leads_elsewhere_is_ones_own(district, who):
    led(district.pine, who, district.ana)
    assert numbers(who) == one_waits()


@pytest.mark.parametrize("role", [Role.CLERK, Role.DIRECTOR, Role.AUDITOR, Role.INTERN])
def test_who_writes_no_notes_is_told_of_no_group(district, role):
    somebody = hire(role, district.oak)
    led(district.oak, somebody, district.ana)
    assert numbers(somebody) == []


@pytest.mark.parametrize(("days", "waits"), [(0, True), (1, False), (-1, False)])
def test_it_waits_on_the_day_it_meets(district, who, days, waits):
    group = led(district.oak, who, district.ana)
    GroupSessionFactory(group=group, on=TODAY - timedelta(days=3))
    assert bool(numbers(who, TODAY + timedelta(days=days))) is waits


def test_it_costs_two_statements_besides_the_policy(district, who, django_assert_num_queries):
    reach = reach_of(who, on=TODAY)
    with django_assert_num_queries(1):
        morning(reach)


@pytest.mark.parametrize(("student", "waits"), [("ana", True), ("dov", False)])
def test_a_group_without_a_student_whom_one_serves_waits_for_nothing(
    district, who, student, waits
):
    group = led(district.oak, who, getattr(district, student))
    assert bool(numbers(who)) is waits
    group.members.update(left_on=TODAY, left_by=who, left_why="moved")
    assert numbers(who) == []


def test_on_a_day_without_school_nothing_waits(district, who):
    group = led(district.oak, who, district.ana)
    GroupSessionFactory(group=group, on=TODAY - timedelta(days=6))
    SchoolDayFactory(school=district.oak, date=TODAY, is_school_day=False)
    assert numbers(who) == []


@pytest.mark.parametrize(("closed", "waits"), [(0, True), (2, False)])
def test_a_week_of_holidays_is_no_week_without_a_session(district, who, closed, waits):
    """The group meets on Wednesdays: that of today, and that of a week ago which is no more of the week."""
    group = led(district.oak, who, district.ana)
    group.weekdays = [(TODAY - timedelta(days=1)).weekday()]
    group.save()
    GroupSessionFactory(group=group, on=TODAY - timedelta(days=8))
    for n in range(closed):
        day = TODAY - timedelta(days=1 + n)
        SchoolDayFactory(school=district.oak, date=day, is_school_day=False)
    assert bool(numbers(who)) is waits
