"""Hearing calendars: places, times, and what is refused."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from audit.models import AuditEvent
from sarb.actions import dockets as actions
from sarb.choices import Level
from sarb.models import Docket, DocketPlace
from tests.factories import TODAY, UserFactory
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory


def make(by, **given):
    values = {
        "level": Level.SARB,
        "on": TODAY + timedelta(days=7),
        "starts_at": time(8, 30),
        "minutes": 45,
        "place": "Room B",
        "capacity": 10,
        "chair": given.pop("chair", None) or UserFactory(),
        **given,
    }
    return actions.make(by, **values)


def place(docket, referral, by):
    return actions.place(by, docket=docket, referral=referral)


def order(docket):
    rows = docket.places.order_by("position").values_list("referral_id", "position", "time")
    return [(key, position, at.isoformat("minutes")) for key, position, at in rows]


# --- Heard --------------------------------------------------------------------------------


def hear(docket, referral, by):
    actions.hear(by, docket=docket, referral=referral)
    referral.refresh_from_db()


def test_a_case_is_heard_on_its_day_and_once(db, by):
    docket = DocketFactory(date=TODAY)
    case = DocketPlaceFactory(docket=docket).referral
    hear(docket, case, by)
    hear(docket, case, replace(by, on=TODAY + timedelta(days=1)))
    assert (case.state, case.heard_on, case.heard_by) == ("heard", TODAY, by.actor.name)
    assert not case.is_open
    event = AuditEvent.objects.get(action="docket.heard")
    assert (event.student_id, event.detail["referral"]) == (case.student_id, case.pk)
    ReferralFactory(student=case.student)  # the next one is not in the way of this one


def test_no_case_is_heard_before_its_day_or_elsewhere(db, by):
    case = DocketPlaceFactory(docket__date=TODAY + timedelta(days=1)).referral
    with pytest.raises(actions.DayIsToCome):
        hear(case.place.docket, case, by)
    with pytest.raises(actions.NotPlaced):
        hear(DocketFactory(date=TODAY), case, by)
    case.refresh_from_db()
    assert (case.state, case.heard_on) == ("accepted", None)
    assert not AuditEvent.objects.exists()


def test_what_was_heard_keeps_its_place_and_time(db, by):
    docket = DocketFactory(date=TODAY)
    cases = ReferralFactory.create_batch(3, accepted=True)
    for case in cases:
        place(docket, case, by)
    hear(docket, cases[1], by)
    before = order(docket)
    for action, case in (
        (actions.take_off, cases[0]),
        (actions.take_off, cases[1]),
        (actions.move_up, cases[1]),
        (actions.move_up, cases[2]),
    ):
        with pytest.raises(actions.WasHeard):
            action(by, docket=docket, referral=case)
    assert order(docket) == before
    actions.take_off(by, docket=docket, referral=cases[2])
    assert order(docket) == before[:2]


# --- Days and places ----------------------------------------------------------------------


def test_a_day_is_set_once(db, by):
    docket = make(by)
    with pytest.raises(actions.DocketExists):
        make(by)
    assert Docket.objects.get() == docket
    assert AuditEvent.objects.get().action == "docket.made"


def test_a_day_has_only_so_many_hours(db, by):
    with pytest.raises(actions.DayIsTooShort, match="do not fit into the day"):
        make(by, capacity=30, minutes=60)
    assert not Docket.objects.exists()


def test_cases_get_their_place_and_time_in_order(db, by):
    docket = DocketFactory()
    first, second = ReferralFactory.create_batch(2, accepted=True)
    place(docket, first, by)
    place(docket, second, by)
    assert order(docket) == [(first.pk, 1, "08:30"), (second.pk, 2, "09:15")]


def test_the_day_fills(db, by):
    docket = DocketFactory(capacity=1)
    place(docket, ReferralFactory(accepted=True), by)
    with pytest.raises(actions.DocketIsFull):
        place(docket, ReferralFactory(accepted=True), by)
    assert docket.places.count() == 1


def test_a_case_has_one_place(db, by):
    referral = ReferralFactory(accepted=True)
    place(DocketFactory(), referral, by)
    with pytest.raises(actions.HasPlace):
        place(DocketFactory(), referral, by)
    assert DocketPlace.objects.count() == 1


def test_only_what_was_accepted_for_this_team(db, by):
    for referral in (ReferralFactory(), ReferralFactory(accepted=True, level=Level.SART)):
        with pytest.raises(actions.NotAccepted):
            place(DocketFactory(), referral, by)


@pytest.mark.parametrize("action", [actions.place, actions.take_off, actions.move_up])
def test_a_day_that_is_over_stays(db, by, action):
    docket = DocketFactory(date=date(2026, 11, 17))
    with pytest.raises(actions.DocketIsPast):
        action(by, docket=docket, referral=ReferralFactory(accepted=True))


def test_a_case_not_heard_is_taken_off_after_its_day_and_gets_another(db, by):
    docket = DocketFactory(date=TODAY - timedelta(days=1))
    missed, heard, last = (
        DocketPlaceFactory(docket=docket, position=position, time=time(8 + position)).referral
        for position in (1, 2, 3)
    )
    hear(docket, heard, by)
    actions.take_off(by, docket=docket, referral=missed)
    assert order(docket) == [(heard.pk, 2, "10:00"), (last.pk, 3, "11:00")]
    place(DocketFactory(), missed, by)
    with pytest.raises(actions.WasHeard):
        actions.take_off(by, docket=docket, referral=heard)
    with pytest.raises(actions.DocketIsPast):
        actions.move_up(by, docket=docket, referral=last)
    assert AuditEvent.objects.filter(action="docket.taken_off").count() == 1


@pytest.mark.parametrize("days", [0, 7])
def test_those_after_move_up(db, by, days):
    docket = DocketFactory(date=TODAY + timedelta(days=days))
    one, two, three = ReferralFactory.create_batch(3, accepted=True)
    for referral in (one, two, three):
        place(docket, referral, by)
    actions.take_off(by, docket=docket, referral=one)
    assert order(docket) == [(two.pk, 1, "08:30"), (three.pk, 2, "09:15")]
    actions.take_off(by, docket=docket, referral=one)  # again: nothing
    actions.move_up(by, docket=docket, referral=three)
    assert order(docket) == [(three.pk, 1, "08:30"), (two.pk, 2, "09:15")]
    actions.move_up(by, docket=docket, referral=three)  # the first stays
    assert order(docket) == [(three.pk, 1, "08:30"), (two.pk, 2, "09:15")]
