"""What of groups stands on Today: how many wait, and nothing where none does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role
from plans.queries.morning import morning
from tests.factories import TODAY, GroupFactory, GroupSessionFactory
from tests.world import hire


def numbers(who, on=TODAY):
    found = morning(reach_of(who, on=on))
    return [(one.label, one.value, one.href) for one in found.numbers] if found else []


def one_waits(many=1):
    return [("My groups to log", many, f"{reverse('plans:groups')}?show=to_log")]


def test_a_group_that_meets_today_is_counted(district, who):
    GroupFactory(school=district.oak, facilitator=who)
    assert numbers(who) == one_waits()
    GroupFactory(school=district.oak, facilitator=who)
    assert numbers(who) == one_waits(2)


def test_nothing_stands_where_nothing_waits(district, who):
    assert numbers(who) == []
    GroupSessionFactory(group=GroupFactory(school=district.oak, facilitator=who))
    assert numbers(who) == []


def test_a_colleagues_group_is_theirs(district, who, boss):
    GroupFactory(school=district.oak, facilitator=boss)
    assert numbers(who) == []
    assert numbers(boss) == one_waits()


def test_a_group_that_one_leads_elsewhere_is_ones_own(district, who):
    GroupFactory(school=district.pine, facilitator=who)
    assert numbers(who) == one_waits()


@pytest.mark.parametrize("role", [Role.CLERK, Role.DIRECTOR, Role.AUDITOR, Role.INTERN])
def test_who_writes_no_notes_is_told_of_no_group(district, role):
    somebody = hire(role, district.oak)
    GroupFactory(school=district.oak, facilitator=somebody)
    assert numbers(somebody) == []


@pytest.mark.parametrize(("days", "waits"), [(0, True), (1, False), (-1, False)])
def test_it_waits_on_the_day_it_meets(district, who, days, waits):
    group = GroupFactory(school=district.oak, facilitator=who)
    GroupSessionFactory(group=group, on=TODAY - timedelta(days=3))
    assert bool(numbers(who, TODAY + timedelta(days=days))) is waits


def test_it_costs_two_statements_besides_the_policy(district, who, django_assert_num_queries):
    reach = reach_of(who, on=TODAY)
    with django_assert_num_queries(1):
        morning(reach)
