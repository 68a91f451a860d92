"""Rules of visits: who is late, who may go, in which order one drives."""

from datetime import UTC, datetime, timedelta

import pytest

from visits.choices import VisitState
from visits.rules.alarm import back_by, is_overdue, may_go
from visits.rules.area import along, area_of
from visits.rules.stages import VISIT_STAGES

NOON = datetime(2026, 11, 18, 20, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "late"), [(NOON, False), (NOON + SECOND, True), (NOON - SECOND, False)]
)
def test_who_was_to_be_back_at_noon_is_late_after_it(at, late):
    assert is_overdue(back_by(NOON - timedelta(minutes=30), minutes=30), at=at) is late


def test_nobody_is_late_who_is_not_out():
    assert not is_overdue(None, at=NOON)


@pytest.mark.parametrize(
    ("warned", "partner", "confirmed", "may"),
    [
        (False, False, False, True),
        (True, False, False, False),
        (True, True, False, False),
        (True, True, True, True),
    ],
)
def test_where_nobody_goes_alone_a_partner_has_confirmed(warned, partner, confirmed, may):
    assert may_go(is_warned=warned, has_partner=partner, is_confirmed=confirmed) is may


@pytest.mark.parametrize(
    ("code", "area"), [("90012", "90012"), ("90012-1234", "90012"), (" 9001", ""), ("", "")]
)
def test_the_area_is_the_zip_code(code, area):
    assert area_of(code) == area


def test_one_drives_along_a_street_by_its_numbers():
    streets = ["120 Oak St", "9 Oak St", "1200B Elm Ave", "Rural Route", "14 oak st"]
    assert sorted(streets, key=along) == [
        "1200B Elm Ave",
        "9 Oak St",
        "14 oak st",
        "120 Oak St",
        "Rural Route",
    ]


def test_words_of_a_door_are_taken_from_anywhere_but_signed_off():
    taken = {state for state in VisitState if VISIT_STAGES.allows("log", state)}
    assert taken == set(VisitState) - {VisitState.VALIDATED}
