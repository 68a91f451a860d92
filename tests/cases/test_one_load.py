"""A counselor's load is one number, over every region: whoever looks, and on every screen."""

import pytest
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role
from cases.actions import assign
from cases.choices import CloseReason
from cases.queries import caseload_of_counselors
from cases.queries.assignable_staff import assignable_staff
from cases.queries.today import own_waiting
from desk.queries.loads import loads_page
from tests.desk.rows import text_of
from tests.factories import TODAY, CaseFactory, act
from tests.world import hire, person


@pytest.fixture
def ana_reyes(district):
    """A counselor of Oak with two cases there and one at Pine, of another region; one more is closed."""
    one = hire(Role.COUNSELOR, district.oak, name="Ana Reyes")
    given = [
        CaseFactory(student=student, school=school)
        for student, school in (
            (district.ana, district.oak),
            (district.ben, district.oak),
            (district.dov, district.pine),
        )
    ]
    assign(act(hire(Role.DIRECTOR)), cases=given, to=one, reason="Covers both.")
    closed = {"closed_on": TODAY, "closed_by": one, "close_reason": CloseReason.values[0]}
    CaseFactory(student=district.cleo, school=district.elm, owner=one, **closed)
    return one


def test_it_is_three_wherever_it_is_said(district, ana_reyes):
    coordinator, director = hire(Role.FIELD_COORDINATOR, district.north), hire(Role.DIRECTOR)
    [north] = caseload_of_counselors(coordinator, on=TODAY).rows
    [whole] = caseload_of_counselors(director, on=TODAY).rows
    assert (north.cases, north.load) == (2, 3)
    assert (whole.cases, whole.load) == (3, 3)
    [offered] = [one for one in assignable_staff(on=TODAY) if one.user == ana_reyes]
    [here] = assignable_staff(on=TODAY, schools=[district.oak.pk])[:1]
    assert (offered.open_cases, here.open_cases) == (3, 3)
    assert own_waiting(ana_reyes, on=TODAY).total == 3


def test_whoever_sees_a_part_is_told_of_the_rest(district, ana_reyes):
    coordinator, director = hire(Role.FIELD_COORDINATOR, district.north), hire(Role.DIRECTOR)
    said = "3 in all, 1 of other schools"
    assert said in text_of(person(coordinator), reverse("caseloads"))
    assert "in all" not in text_of(person(director), reverse("caseloads")).split("<table")[1]
    by_school = loads_page(reach_of(coordinator, on=TODAY), by="school", number=1)
    assert [(row.name, row.note) for row in by_school.rows] == [("Oak", "")]
