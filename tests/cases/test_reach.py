"""Which cases somebody may see: of people, and of what is no person."""

import pytest

from accounts.access import about_reached, reached_by
from accounts.choices import Permission, Role, Scope
from audit.choices import ActorKind
from audit.rules import Actor
from cases.access import cases_for, open_cases_for, own_cases
from cases.models import Case
from cases.queries.panel import panel
from cases.queries.today import own_waiting
from tests.factories import TODAY, CaseFactory, GrantFactory
from tests.world import hire

READ = Permission.CASE_READ
JOB = Actor(ActorKind.JOB, "export", "export")


def test_open_cases_leave_out_those_that_were_closed(district, who):
    case = CaseFactory(student=district.ana)
    closed = CaseFactory(student=district.ben)
    type(closed).objects.filter(pk=closed.pk).update(
        closed_on=TODAY, closed_by=who, close_reason="other"
    )
    CaseFactory(student=district.dov)  # out of reach
    assert set(cases_for(who, READ, on=TODAY)) == {case, closed}
    assert set(open_cases_for(who, READ, on=TODAY)) == {case}


def test_a_student_s_page_shows_the_open_case_alone(district, who):
    over = {"closed_on": TODAY, "closed_by": who, "close_reason": "other"}
    CaseFactory(student=district.ana, owner=who, **over)
    assert panel(district.ana, frozenset()).case is None
    case = CaseFactory(student=district.ana, owner=who)
    shown = panel(district.ana, frozenset({Permission.NOTE_WRITE}))
    assert (shown.case, shown.may) == (case, {"write": True, "manage": False})


def test_a_case_without_an_owner_is_not_a_job_s(district):
    GrantFactory(principal=JOB.key, role=Role.AUDITOR)
    case = CaseFactory(student=district.ana)
    assert set(cases_for(JOB, READ, on=TODAY)) == {case}
    assert not own_cases(JOB, on=TODAY).exists()


def test_what_is_one_s_own_takes_reach(district, who):
    mine = CaseFactory(student=district.ana, owner=who)
    CaseFactory(student=district.dov, owner=who)
    closed = CaseFactory(student=district.ben, owner=who)
    over = {"closed_on": TODAY, "closed_by": who, "close_reason": "other"}
    Case.objects.filter(pk=closed.pk).update(**over)
    assert set(own_cases(who, on=TODAY)) == {mine}
    assert own_waiting(who, on=TODAY).total == 1
    assert not own_cases(hire(Role.COUNSELOR, district.oak), on=TODAY).exists()


@pytest.mark.parametrize(
    "role", [Role.COUNSELOR, Role.FIELD_COORDINATOR, Role.DIRECTOR, Role.PANEL_MEMBER]
)
@pytest.mark.parametrize("permission", [READ, Permission.CASE_MANAGE])
def test_the_condition_on_cases_is_the_reach_of_their_students(
    district, case, role, permission, django_assert_num_queries
):
    """Whoever else reaches a student by name, and whom somebody left lately, is the same to both."""
    place = {Role.COUNSELOR: district.oak, Role.FIELD_COORDINATOR: district.north}.get(role)
    who = hire(role, place) if place else hire(role)
    GrantFactory(to=who, role=Role.COUNSELOR, scope=Scope.STUDENT, student=district.dov)
    for student in (district.ben, district.cleo, district.dov, district.eve, district.finn):
        CaseFactory(student=student)
    with django_assert_num_queries(1):  # the grants, and those once
        condition = reached_by(who, permission, on=TODAY)
    by_condition = Case.objects.filter(condition)
    assert set(by_condition) == set(cases_for(who, permission, on=TODAY))
    assert district.dov.pk in by_condition.values_list("student", flat=True)


@pytest.mark.parametrize(("role", "is_asked"), [(Role.DIRECTOR, False), (Role.COUNSELOR, True)])
def test_over_the_whole_district_no_student_is_looked_up(district, role, is_asked):
    who = hire(role, district.oak if is_asked else None)
    assert bool(about_reached(who, READ, on=TODAY)) is is_asked
    assert ("students_student" in str(cases_for(who, READ, on=TODAY).query)) is is_asked
