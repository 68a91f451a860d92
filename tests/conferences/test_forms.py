"""The form of an offer: to whom, for one to three times that are still to come."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from conferences.choices import MeetWhere, OfferedHow
from conferences.forms import OfferForm, ResultForm
from tests.factories import TODAY

ROSA = SimpleNamespace(key="7", name="Rosa Ito", relation="Mother")
SENT = {"who": "7", "how": "call", "slot_1": "2026-11-24T09:00", "where": "school"}


def form(**values):
    return OfferForm({**SENT, **values}, adults=[ROSA], today=TODAY)


def faults(**values):
    return form(**values).errors.as_data()


def test_it_offers_the_adults_who_may_be_called():
    assert OfferForm(adults=[ROSA], today=TODAY).fields["who"].choices == [
        ("7", "Rosa Ito, mother")
    ]


def test_without_anybody_it_offers_nobody():
    assert OfferForm(today=TODAY).fields["who"].choices == []


@pytest.mark.parametrize("how", OfferedHow.values)
@pytest.mark.parametrize("where", MeetWhere.values)
def test_every_way_and_every_place_can_be_chosen(how, where):
    assert not faults(how=how, where=where)


@pytest.mark.parametrize("name", ["who", "how", "slot_1", "where"])
def test_what_is_needed_is_asked_for(name):
    assert set(faults(**{name: ""})) == {name}


@pytest.mark.parametrize("name", ["slot_2", "slot_3", "interpreter"])
def test_what_is_not_needed_may_stay_empty(name):
    assert not faults(**{name: ""})


@pytest.mark.parametrize(
    ("slot", "is_offered"),
    [
        ("2026-11-18T08:00", True),  # today, and over: it may have been said this morning
        ("2026-11-17T23:59", False),
        ("2026-11-19T07:30", True),
        ("2025-11-24T09:00", False),
    ],
)
def test_a_time_is_of_today_or_later(slot, is_offered):
    assert bool(faults(slot_1=slot)) != is_offered


@pytest.mark.parametrize("name", ["slot_2", "slot_3"])
def test_the_other_times_are_of_today_or_later_too(name):
    assert set(faults(**{name: "2026-11-01T09:00"})) == {name}


def test_the_same_time_twice_is_one_and_the_earliest_comes_first():
    sent = form(slot_1="2026-11-25T09:00", slot_2="2026-11-24T09:00", slot_3="2026-11-25T09:00")
    assert sent.is_valid()
    tuesday = datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert sent.slots == [tuesday, tuesday + timedelta(days=1)]


@pytest.mark.parametrize(
    ("verb", "is_one"),
    [
        ("hold", True),
        ("miss", True),
        ("refuse", True),
        ("put_off", True),
        ("stay_away", True),
        ("take_back", False),
        ("", False),
        ("delete", False),
    ],
)
def test_what_came_of_it_is_one_of_the_buttons(verb, is_one):
    assert ResultForm({"verb": verb}).is_valid() == is_one
