"""What a brief says of referrals: what waits, what was accepted or heard, and the day that is ahead."""

from datetime import timedelta

import pytest

from sarb.queries.brief import brief
from tests.factories import TODAY
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory

MAY = frozenset({"packet.read"})
BOARD = "School attendance review board"
SENT = f"Referred on November 2, 2026 by Ana Reyes: {BOARD}."
HEARD = {"state": "heard", "heard_on": TODAY, "heard_by": "Raymond Ortiz"}


def said(student, on=TODAY):
    return {one.kind: one.text for one in brief(student, MAY, on)}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, {"referral": f"{SENT} It waits for an answer."}),
        (
            {"accepted": True},
            {"referral_accepted": f"{SENT} Raymond Ortiz accepted it on November 2, 2026."},
        ),
        ({"accepted": True, **HEARD}, {"referral_heard": f"Heard on November 18, 2026: {BOARD}."}),
        ({"accepted": True, "state": "returned", "return_reason": "Add letters."}, {}),
        ({"accepted": True, "state": "withdrawn"}, {}),
    ],
)
def test_a_referral_is_said_by_its_state(district, values, words):
    ReferralFactory(student=district.ana, **values)
    assert said(district.ana) == words


@pytest.mark.parametrize(("days", "is_ahead"), [(0, True), (7, True), (8, False)])
def test_a_hearing_is_said_through_its_day(district, days, is_ahead):
    docket = DocketFactory(date=TODAY + timedelta(days=7), place="Room B")
    DocketPlaceFactory(
        referral=ReferralFactory(student=district.ana, accepted=True), docket=docket
    )
    found = said(district.ana, TODAY + timedelta(days=days))
    words = f"Expected on November 25, 2026 at 8:30 am: {BOARD}, Room B."
    assert found.get("hearing") == (words if is_ahead else None)


def test_of_another_child_nothing_is_said(district):
    ReferralFactory(student=district.ana)
    assert said(district.ben) == {}
