"""The list of a school in each of its orders, to the last of what tells two students apart."""

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from desk.queries import roster
from desk.queries.roster import RosterQuery, roster_of
from tests.factories import (
    TODAY,
    EnrollmentFactory,
    SchoolFactory,
    StandingFactory,
    StudentFactory,
)
from tests.world import hire

# Counted, pending and absent days, and days enrolled.
YEARS = {
    "Adams": (1, 2, 5, 100),
    "Brown": (1, 1, 9, 100),
    "Clark": (1, 1, 3, 100),
    "Davis": (0, 0, 18, 200),
    "Evans": (0, 0, 0, 0),
    "Flynn": (1, 1, 3, 100),
}


@pytest.fixture
def school(db):
    place = SchoolFactory()
    for name, (counted, pending, absent, enrolled) in reversed(YEARS.items()):
        student = StudentFactory(first_name="Tess", last_name=name)
        EnrollmentFactory(student=student, school=place)
        days = {"counted_days": counted, "pending_days": pending}
        days |= {"days_absent": absent, "days_enrolled": enrolled}
        StandingFactory(student=student, school=place, is_enrolled=True, **days)
    return place


def names(school, order, page=1):
    query = RosterQuery(text="", asked={}, order=order, page=page)
    found = roster_of(reach_of(hire(Role.DIRECTOR), on=TODAY), school, query)
    return "".join(line.name[0] for line in found.lines)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("name", "ABCDEF"),
        ("-name", "FEDCBA"),
        ("counted", "EDCFBA"),
        ("-counted", "ABCFDE"),
        ("absent", "ECFABD"),
        ("-absent", "DBACFE"),
    ],
)
def test_every_order_goes_on_where_two_are_equal(school, order, found):
    assert names(school, order) == found


@pytest.mark.parametrize(("page", "found"), [(1, "ABCD"), (2, "EF"), (3, "EF"), (99, "EF")])
def test_a_page_past_the_end_is_the_last_one(school, monkeypatch, page, found):
    monkeypatch.setattr(roster, "PER_PAGE", 4)
    assert names(school, "name", page) == found
