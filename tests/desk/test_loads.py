"""Everybody's caseloads: every number opens the names behind it, and only within reach."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from tests.desk.rows import statements, text_of
from tests.factories import TODAY, CaseFactory, TaskFactory
from tests.world import hire, person

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def principal(district):
    return person(hire(Role.SCHOOL_ADMINISTRATOR, district.oak))


@pytest.fixture
def ana_s(district):
    """A counselor of Oak with an intensive case whose task is late."""
    owner = hire(Role.COUNSELOR, district.oak)
    owner.name = "Rosa Diaz"
    owner.save()
    case = CaseFactory(
        student=district.ana,
        owner=owner,
        school=district.oak,
        tier="intensive",
        next_due_on=YESTERDAY,
    )
    TaskFactory(
        student=district.ana, case=case, owner=owner, school=district.oak, due_on=YESTERDAY
    )
    return owner


def test_each_number_opens_the_names_behind_it(principal, ana_s):
    page = text_of(principal, "/caseloads/")
    for query in ("", "&tier=intensive", "&view=overdue", "&view=unreached"):
        link = f"/cases/?owner={ana_s.pk}{query}".replace("&", "&amp;")
        assert f'<a href="{link}">' in page, link
        names = text_of(principal, link.replace("&amp;", "&"))
        assert "Ito, Ana" in names
    assert f"owner={ana_s.pk}&amp;tier=early" not in page  # a zero opens nothing


def test_by_school(principal, ana_s, district):
    page = text_of(principal, "/caseloads/?by=school")
    assert f'<a href="/cases/?school={district.oak.pk}">Oak</a>' in page
    assert "Rosa Diaz" not in page


def test_another_school_s_load_is_nobody_s_business(principal, ana_s, district):
    CaseFactory(student=district.dov, school=district.pine)
    page = text_of(principal, "/caseloads/?by=school")
    assert "Pine" not in page


def test_nothing_open(principal):
    assert "No case is open here" in text_of(principal, "/caseloads/")


@pytest.mark.parametrize("value", ["x", "0", "-1", "99999999999999999999"])
def test_what_is_no_page_is_the_first(principal, ana_s, value):
    assert "Rosa Diaz" in text_of(principal, f"/caseloads/?page={value}&by={value}")


@pytest.mark.parametrize("many", [10, 50])
def test_as_many_statements_for_any_number(director, district, many):
    for _ in range(many):
        CaseFactory(owner=hire(Role.COUNSELOR, district.oak), school=district.oak)
    assert statements(director, "/caseloads/") <= 10
