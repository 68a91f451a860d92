"""Who is at a door now: told to who leads them, to who watches, and to nobody else."""

from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.access import reach_of
from accounts.choices import Role
from tests.factories import TODAY
from tests.mornings import alone
from tests.visits.world import at_the_door, now, plan
from tests.world import hire, sign_in
from visits.actions import leave
from visits.queries.morning import morning as offered
from visits.queries.out import out_now

morning = alone(offered)

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(counselor, watcher, district):
    """A visit that was to be over an hour ago."""
    return at_the_door(counselor, plan(counselor, district.ana), watcher, hours=-2)


def told(reader):
    """Return the numbers of somebody's morning by their labels."""
    found = morning(reach_of(reader, on=TODAY))
    return {one.label: one for one in found.numbers} if found else {}


def test_who_watches_hears_of_it_at_once(out, watcher):
    number = told(watcher)["Not back in time"]
    assert (number.value, number.tone) == (1, "danger")
    client = sign_in(watcher)
    assert "Not back in time" in client.get(number.href).content.decode()
    assert f"{out.goes} is not back from a visit" in client.get(reverse("today")).content.decode()


def test_nobody_is_named_while_there_is_time(counselor, watcher, district):
    at_the_door(counselor, plan(counselor, district.ana), watcher)
    assert list(told(watcher)) == ["Visits today"]
    assert "is not back" not in sign_in(watcher).get(reverse("today")).content.decode()


@pytest.mark.parametrize(
    ("role", "place", "sees"),
    [
        (Role.SCHOOL_ADMINISTRATOR, "oak", True),
        (Role.FIELD_COORDINATOR, "north", True),
        (Role.DIRECTOR, None, True),
        (Role.FIELD_COORDINATOR, "south", False),
        (Role.COUNSELOR, "oak", False),
        (Role.LIAISON, "oak", False),
    ],
)
def test_who_leads_them_sees_who_is_out(out, district, role, place, sees):
    reader = hire(role, getattr(district, place) if place else None)
    assert list(out_now(reach_of(reader, on=TODAY), on=TODAY)) == ([out] if sees else [])
    assert ("Not back in time" in told(reader)) == sees


@pytest.mark.parametrize(
    ("role", "place", "counts"),
    [
        (Role.SCHOOL_ADMINISTRATOR, "oak", True),
        (Role.DIRECTOR, None, True),
        (Role.COUNSELOR, "oak", False),
        (Role.LIAISON, "oak", False),
    ],
)
def test_how_many_are_out_is_for_who_leads_them(counselor, watcher, district, role, place, counts):
    at_the_door(counselor, plan(counselor, district.ana), watcher)
    reader = hire(role, getattr(district, place) if place else None)
    assert ("At a door now" in told(reader)) == counts


def test_of_many_the_longest_are_named(counselor, watcher, district, director):
    for hours in (-2, -3, -4, -5):
        at_the_door(counselor, plan(counselor, district.ana), watcher, hours=hours)
    found = morning(reach_of(watcher, on=TODAY)).found
    assert len(found.visits) == 3
    assert found.visits[0].back_by < found.visits[1].back_by < found.visits[2].back_by
    assert found.may_write
    page = director.client.get(reverse("today")).content.decode()
    assert page.count("is not back from a visit") == 3
    assert "Open the visit" not in page


def test_late_or_not_it_takes_as_many_statements_for_any_number(
    counselor, watcher, district, django_assert_num_queries
):
    reader = reach_of(watcher, on=TODAY)
    reader.carrying("case.read")
    for _ in range(5):
        at_the_door(counselor, plan(counselor, district.ana), watcher, hours=-2)
    with django_assert_num_queries(2):
        morning(reader)


def test_once_back_nobody_is_out(out, counselor, watcher):
    leave(now(counselor), visit=out, client_uuid=uuid4())
    assert told(watcher) == {}
    page = sign_in(watcher).get(reverse("out-now")).content.decode()
    assert "Nobody is at a door" in page


def test_who_only_reads_sees_no_button(out):
    page = sign_in(hire(Role.DIRECTOR)).get(reverse("out-now")).content.decode()
    assert "Not back in time" in page
    assert "They are back" not in page


def test_the_morning_says_how_many_and_what_to_confirm(counselor, partner, district):
    assert told(counselor) == {}
    plan(counselor, district.ana, partner=partner)
    plan(counselor, district.ben)
    assert told(counselor)["Visits today"].value == 2
    number = told(partner)["Visits today"]
    assert (number.value, number.note) == (1, "1 to confirm")


def test_who_sees_no_case_has_no_such_morning(out, district):
    for role in (Role.CLERK, Role.SYSTEM_ADMINISTRATOR):
        assert told(hire(role, district.oak if role == Role.CLERK else None)) == {}
