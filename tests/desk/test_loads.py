"""Everybody's caseloads: every number opens the names behind it, and only within reach."""

import re
from datetime import timedelta

import pytest

from accounts.choices import Role
from tasks.models import Task
from tests.desk.rows import statements, text_of
from tests.factories import TODAY, CaseFactory, TaskFactory
from tests.letters.rows import notice_about
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
    CaseFactory(
        student=district.ana,
        owner=owner,
        school=district.oak,
        tier="intensive",
        next_due_on=YESTERDAY,
    )
    TaskFactory(student=district.ana, owner=owner, school=district.oak, due_on=YESTERDAY)
    return owner


def test_each_number_opens_the_names_behind_it(principal, ana_s):
    page = text_of(principal, "/caseloads/")
    for link in (
        f"/cases/?owner={ana_s.pk}",
        f"/cases/?owner={ana_s.pk}&tier=intensive",
        f"/cases/?owner={ana_s.pk}&show=unreached",
        f"/tasks/?owner={ana_s.pk}&show=overdue",
    ):
        assert f'<a data-opens="1" href="{link.replace("&", "&amp;")}">1<' in page.replace(
            ">Rosa Diaz<", ">1<"
        )
        assert "Ito, Ana" in text_of(principal, link)
    assert f"owner={ana_s.pk}&amp;tier=early" not in page  # a zero opens nothing


def test_by_school(principal, ana_s, district):
    page = text_of(principal, "/caseloads/?show=school")
    assert f'<a href="/cases/?school={district.oak.pk}">Oak</a>' in page
    assert "Rosa Diaz" not in page


def test_letters_that_are_due_and_late(principal, ana_s, district):
    notice_about(district.ana, district.oak, stage="due", due_by=TODAY)
    notice_about(district.ben, district.oak, stage="approved", due_by=YESTERDAY)
    notice_about(district.dov, district.pine, stage="due", due_by=YESTERDAY)
    notice_about(district.eve, district.oak, stage="mailed", due_by=YESTERDAY)
    CaseFactory(student=district.ben, owner=ana_s, school=district.oak)
    page = text_of(principal, "/caseloads/")
    for view, name, other in (
        ("letters_due", "Ito, Ana", "Ito, Ben"),
        ("letters_late", "Ito, Ben", "Ito, Ana"),
    ):
        link = f"/cases/?owner={ana_s.pk}&show={view}"
        assert f'<a data-opens="1" href="{link.replace("&", "&amp;")}">1<' in page
        names = text_of(principal, link)
        assert (name in names, other in names) == (True, False)
    page = text_of(principal, "/caseloads/?show=school")
    for asked, name in (("show=due", "Ito, Ana"), ("late=yes#late", "Ito, Ben")):
        link = f"/letters/?school={district.oak.pk}&{asked}"
        assert f'<a data-opens="1" href="{link.replace("&", "&amp;")}">1<' in page
        letters = text_of(principal, link)
        assert re.findall("Ito, (?:Ana|Ben|Eve)", letters)[0] == name


def test_a_student_who_left_or_moved_is_counted_as_the_lists_have_it(principal, ana_s, district):
    notice_about(district.ana, district.oak, stage="due", due_by=TODAY)
    notice_about(district.finn, district.oak, stage="due", due_by=TODAY)  # enrolled nowhere now
    page = text_of(principal, "/caseloads/?show=school")
    letters = f"/letters/?school={district.oak.pk}&show=due"
    assert f'<a data-opens="1" href="{letters.replace("&", "&amp;")}">1<' in page
    listed = text_of(principal, letters)
    assert ("Ito, Ana" in listed, "Ito, Finn" in listed) == (True, False)
    # A task goes along with its case, at whatever school it came up.
    Task.objects.update(school=district.pine)
    tasks = f"/tasks/?school={district.oak.pk}&show=overdue"
    page = text_of(principal, "/caseloads/?show=school")
    assert f'<a data-opens="1" href="{tasks.replace("&", "&amp;")}">1<' in page
    assert "Ito, Ana" in text_of(principal, tasks)


def test_another_school_s_load_is_nobody_s_business(principal, ana_s, district):
    CaseFactory(student=district.dov, school=district.pine)
    page = text_of(principal, "/caseloads/?show=school")
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
