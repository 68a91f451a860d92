"""What a referral hands over for its packets: each act with its day and its person."""

from datetime import timedelta

import pytest

from attendance.models import ProcessStep
from packets.choices import Reader
from packets.rules.dossier import Words
from sarb.actions.evidence import take_step
from sarb.choices import ReferralState
from sarb.queries.dossiers import CAUSE, dossier_of
from tests.factories import TODAY, YEAR, act
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory


def told(referral, part="referral"):
    return dossier_of(referral.pk, on=TODAY).facts[part]


def test_who_accepted_is_told_with_the_moment(db, today):
    waiting = told(ReferralFactory())
    assert (waiting["accepted_by"], waiting["accepted_at"]) == ("", "")
    accepted = ReferralFactory(accepted=True)
    found = told(accepted)
    assert found["accepted_by"] == accepted.decided_by
    assert found["accepted_at"][:10] == accepted.decided_at.date().isoformat()


def test_a_referral_that_was_returned_was_not_accepted(db, today):
    referral = ReferralFactory(accepted=True)
    back = {"state": ReferralState.RETURNED, "return_reason": "Add the visit."}
    type(referral).objects.filter(pk=referral.pk).update(**back)
    assert told(referral)["accepted_at"] == ""


def test_who_set_the_hearing_is_told_with_the_moment(db, today):
    place = DocketPlaceFactory()
    hearing = told(place.referral, "hearing")
    assert hearing["set_by"] == place.placed_by
    assert hearing["set_at"]
    assert told(ReferralFactory(), "hearing") is None


def test_the_step_of_a_referral_names_who_confirmed_it(db, today):
    referral = ReferralFactory()
    by = act()
    yesterday = TODAY - timedelta(days=1)
    take_step(by, referral, "referral_48263", on=yesterday, school_year=YEAR)
    assert ProcessStep.objects.get().detail == {"by": by.actor.name}


@pytest.mark.parametrize(
    ("sheet", "readers"),
    [
        ("business", {Reader.CHAIR, Reader.PANEL, Reader.FAMILY}),
        ("findings", {Reader.CHAIR, Reader.PANEL}),
    ],
)
def test_for_whom_each_sheet_of_the_hearing_is(sheet, readers):
    assert {key: who for key, _, who in CAUSE.agenda}[sheet] == readers


def test_what_somebody_typed_is_told_to_each_reader_as_words(db, today):
    found = told(ReferralFactory(text="Two calls.", justification="A third absence."))
    assert (found["text"], found["justification"]) == (
        Words("Two calls."),
        Words("A third absence."),
    )
