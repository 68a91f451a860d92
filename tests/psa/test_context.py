"""What is around every page: the navigation shows doors that are open, and no others."""

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from desk.navigation import Page
from psa import context
from tests.factories import TODAY, GrantFactory, UserFactory
from tests.world import hire, person


@pytest.fixture(autouse=True)
def pages(monkeypatch):
    """Two pages, one behind a permission."""
    named = (Page("Today", "today", "home"), Page("Search", "probe-listing", "search"))
    monkeypatch.setattr(context, "NAVIGATION", named)
    context._pages.cache_clear()
    yield
    context._pages.cache_clear()


pytestmark = pytest.mark.urls("tests.psa.probes")


@pytest.mark.parametrize(
    ("role", "labels"),
    [(Role.COUNSELOR, ["Today", "Search"]), (Role.SYSTEM_ADMINISTRATOR, ["Today"])],
)
def test_navigation_by_role(db, role, labels):
    scope = reach_of(hire(role), on=TODAY)
    assert [item.label for item in context.navigation(scope, current="/")] == labels


def test_navigation_knows_where_one_is(db):
    scope = reach_of(hire(Role.COUNSELOR), on=TODAY)
    here = context.navigation(scope, current="/probe/listing")
    assert [(item.label, item.current) for item in here] == [("Today", False), ("Search", True)]


def test_a_page_names_the_roles_in_force(today, db):
    user = hire(Role.COUNSELOR)
    GrantFactory(to=user, role=Role.LIAISON)
    answer = person(user).client.get("/")
    assert answer.context["roles"] == ["Counselor", "Liaison (foster, homeless)"]


def test_anonymous_gets_no_navigation(client, db):
    answer = client.get("/account/login/")
    assert answer.context["navigation"] == []


def test_without_a_grant_there_is_still_a_way_home(today, db):
    assert person(UserFactory()).client.get("/").status_code == 200
