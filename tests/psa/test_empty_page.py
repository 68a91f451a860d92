"""What the frame around every page costs: who is signed in and what they may, in one statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from tests.factories import GrantFactory
from tests.world import hire, person

pytestmark = pytest.mark.urls("bench.urls")
EMPTY = "/bench/empty/"


def statements(who):
    who.client.get(EMPTY)  # the session is new: when it was used is written down
    with CaptureQueriesContext(connection) as captured:
        assert who.client.get(EMPTY).status_code == 200
    return [one["sql"] for one in captured.captured_queries]


@pytest.mark.parametrize("role", [*Role])
def test_an_empty_page_is_one_statement_in_its_transaction(committed, district, role):
    read, *around = statements(person(hire(role)))
    assert "FROM accounts_session" in read
    assert around == ["BEGIN", "COMMIT"]


def test_whatever_one_was_given(committed, district):
    who = person(hire(Role.COUNSELOR, district.oak))
    for student in (district.ana, district.ben, district.eve):
        GrantFactory(to=who.user, scope="student", student=student)
    assert len(statements(who)) == 3


def test_somebody_without_a_grant(committed, district):
    who = person(hire(Role.COUNSELOR, district.oak))
    who.user.refresh_from_db()
    assert len(statements(who)) == 3
