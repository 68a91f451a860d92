"""The forms of visits, at each edge of their fields."""

from datetime import timedelta
from decimal import Decimal

import pytest

from contacts.choices import NoteKind, NoteOutcome, Purpose, WithWhom
from tests.factories import TODAY, UserFactory, VisitFactory
from visits.actions import VisitPlan
from visits.choices import WhyNotAlone, WhyOff
from visits.forms import (
    ArriveForm,
    CallOffForm,
    DoorForm,
    NotAloneForm,
    PlanVisitForm,
    VisitsForm,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def people():
    return [UserFactory(), UserFactory()]


def plan_form(people, **values):
    sent = {"day": TODAY.isoformat(), "goes": people[0].pk, "purpose": "attendance"}
    return PlanVisitForm({**sent, **values}, people=people, today=TODAY)


@pytest.mark.parametrize(
    ("days", "fits"), [(-1, False), (0, True), (1, True), (60, True), (61, False)]
)
def test_a_visit_is_planned_from_today_on(people, days, fits):
    assert plan_form(people, day=(TODAY + days * DAY).isoformat()).is_valid() is fits


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({}, True),
        ({"partner": ""}, True),
        ({"goes": "0"}, False),
        ({"goes": "x"}, False),
        ({"partner": "0"}, False),
        ({"purpose": ""}, False),
        ({"purpose": "chat"}, False),
        ({"purpose": "welfare"}, True),
    ],
)
def test_only_what_is_offered_is_chosen(people, values, fits):
    assert plan_form(people, **values).is_valid() is fits


def test_a_plan_as_it_was_sent(people):
    form = plan_form(people, partner=people[1].pk, purpose="plan")
    assert form.is_valid()
    assert form.plan() == VisitPlan(TODAY, people[0].pk, people[1].pk, Purpose.PLAN)


def test_without_a_partner_there_is_none(people):
    form = plan_form(people)
    assert form.is_valid()
    assert form.plan().partner is None


def arrive_form(visit, people, **values):
    sent = {"watcher": people[1].pk, "minutes": 30}
    return ArriveForm({**sent, **values}, visit=visit, people=people, today=TODAY)


@pytest.mark.parametrize(
    ("minutes", "fits"),
    [("", False), ("4", False), ("5", True), ("240", True), ("241", False), ("soon", False)],
)
def test_minutes_at_a_door(people, minutes, fits):
    visit = VisitFactory(goes=people[0])
    assert arrive_form(visit, people, minutes=minutes).is_valid() is fits


def test_the_minutes_begin_as_the_district_has_them(people):
    form = ArriveForm(visit=VisitFactory(goes=people[0]), people=people, today=TODAY)
    assert form.initial["minutes"] == 30


def test_who_goes_and_the_partner_are_not_offered_as_who_is_told(people):
    third = UserFactory()
    visit = VisitFactory(goes=people[0], partner=people[1])
    form = ArriveForm(visit=visit, people=[*people, third], today=TODAY)
    assert [key for key, _ in form.fields["watcher"].choices] == [third.pk]


def test_who_was_told_before_is_offered_first(people):
    visit = VisitFactory(goes=people[0], watcher=people[1])
    assert ArriveForm(visit=visit, people=people, today=TODAY).initial["watcher"] == people[1].pk


@pytest.mark.parametrize("why", ["", "rain", *WhyOff.values])
def test_a_visit_is_called_off_for_a_reason_of_the_list(why):
    assert CallOffForm({"why": why}, today=TODAY).is_valid() is (why in WhyOff.values)


@pytest.mark.parametrize("reason", ["", "gossip", *WhyNotAlone.values])
def test_why_nobody_goes_alone_is_of_the_list(reason):
    form = NotAloneForm({"reason": reason, "review_on": str(TODAY + DAY)}, today=TODAY)
    assert form.is_valid() is (reason in WhyNotAlone.values)


@pytest.mark.parametrize(
    ("days", "fits"), [(0, False), (1, True), (366, True), (367, False), (-1, False)]
)
def test_it_is_looked_at_again_within_a_year(days, fits):
    sent = {"reason": "dusk", "review_on": str(TODAY + days * DAY)}
    assert NotAloneForm(sent, today=TODAY).is_valid() is fits


def test_there_is_no_box_for_a_story():
    assert list(NotAloneForm(today=TODAY).fields) == ["reason", "review_on"]


@pytest.mark.parametrize(
    ("asked", "day"), [("2026-11-19", TODAY + DAY), ("", None), ("x", None), ("2026-02-30", None)]
)
def test_the_day_that_the_address_asks_for(asked, day):
    assert VisitsForm({"day": asked}).asked("day") == day


# --- A door -------------------------------------------------------------------------------------


def door_form(**values):
    sent = {"kind": "visit", "outcome_visit": "door_nobody", "who": "someone"}
    return DoorForm({**sent, **values}, today=TODAY, key=1)


def test_of_all_outcomes_a_door_has_its_own():
    form = DoorForm(today=TODAY, key=1)
    outcomes = [name for name in form.fields if name.startswith("outcome_")]
    assert outcomes == ["outcome_visit"]
    assert [key for key, _ in form.fields["outcome_visit"].choices] == [
        NoteOutcome.DOOR_SPOKE,
        NoteOutcome.DOOR_NOBODY,
        NoteOutcome.DOOR_NOT_HERE,
        NoteOutcome.DOOR_NO_ANSWER,
        NoteOutcome.DOOR_CLOSED,
        NoteOutcome.DOOR_NO_WAY_IN,
        NoteOutcome.DOOR_STUDENT_ALONE,
        NoteOutcome.DOOR_UNSAFE,
    ]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome_visit": ""}, "outcome_visit"),
        ({"outcome_visit": "voicemail"}, "outcome_visit"),
        ({"kind": "call"}, "kind"),
        ({"miles": "-0.1"}, "miles"),
        ({"miles": "500.1"}, "miles"),
        ({"miles": "1.25"}, "miles"),
        ({"miles": "far"}, "miles"),
        ({"text": "They are undocumented."}, "text"),
        ({"happened_at": "2027-01-01T08:00"}, "happened_at"),
    ],
)
def test_what_a_door_cannot_say(values, field):
    form = door_form(**values)
    assert not form.is_valid()
    assert field in form.errors


@pytest.mark.parametrize("miles", ["", "0", "0.5", "12", "500"])
def test_miles_that_can_be_driven(miles):
    form = door_form(miles=miles)
    assert form.is_valid()
    assert form.found().miles == (Decimal(miles) if miles else None)


@pytest.mark.parametrize(
    ("outcome", "reached"),
    [
        ("door_spoke", True),
        ("door_nobody", False),
        ("door_not_here", False),
        ("door_no_answer", False),
        ("door_closed", False),
    ],
)
def test_who_was_reached_follows_from_the_outcome(outcome, reached):
    form = door_form(outcome_visit=outcome, left_note="on")
    assert form.is_valid()
    found = form.found()
    assert (found.contact.kind, found.contact.reached) == (NoteKind.VISIT, reached)
    assert (found.contact.with_whom, found.left_note) == (WithWhom.SOMEONE, True)


def test_a_conference_offered_at_the_door_is_an_effort():
    form = door_form(offered="on")
    assert form.is_valid()
    assert form.found().contact.purpose == Purpose.CONFERENCE_48262
