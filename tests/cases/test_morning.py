"""How cases stand in the morning: own ones for a counselor, all for whoever answers for others."""

from datetime import timedelta

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from cases.models import Case
from cases.queries.morning import morning as offered
from tests.factories import TODAY, CaseFactory
from tests.mornings import alone
from tests.world import hire

morning = alone(offered)

pytestmark = pytest.mark.django_db


def numbers(user):
    found = morning(reach_of(user, on=TODAY))
    return {number.label: number.value for number in found.numbers}


def test_a_counselor_reads_their_own_cases(who, case, district):
    CaseFactory(student=district.ben, owner=hire(Role.COUNSELOR, district.oak))
    Case.objects.filter(pk=case.pk).update(next_due_on=TODAY - timedelta(days=1))
    assert numbers(who) == {"My cases": 1, "With an overdue task": 1, "Families nobody reached": 0}


def test_a_task_due_today_is_not_overdue(who, case):
    Case.objects.filter(pk=case.pk).update(next_due_on=TODAY)
    assert numbers(who)["With an overdue task"] == 0


@pytest.mark.parametrize(("days", "unreached"), [(14, 0), (15, 1)])
def test_nobody_reached_for_longer_than_the_policy_says(who, case, days, unreached):
    Case.objects.filter(pk=case.pk).update(
        opened_on=TODAY - timedelta(days=60), last_reached_on=TODAY - timedelta(days=days)
    )
    assert numbers(who)["Families nobody reached"] == unreached


def test_whoever_answers_for_others_reads_all_within_reach(district, who, case):
    CaseFactory(student=district.ben, owner=who, school=district.oak)
    CaseFactory(student=district.dov, owner=who, school=district.pine)
    Case.objects.filter(pk=case.pk).update(school=district.oak)
    head = hire(Role.SCHOOL_ADMINISTRATOR, district.oak)
    assert numbers(head)["Open cases"] == 2


def test_own_cases_stand_in_for_students_reached_by_name(who, case):
    assert morning(reach_of(who, on=TODAY)).instead_of == {"students"}
    Case.objects.update(closed_on=TODAY, closed_by=who, close_reason="improved")
    assert morning(reach_of(who, on=TODAY)).instead_of == frozenset()


@pytest.mark.parametrize("role", [Role.CLERK, Role.INTERN, Role.LIAISON])
def test_nothing_for_whoever_works_no_cases(district, role):
    assert morning(reach_of(hire(role, district.oak), on=TODAY)) is None
