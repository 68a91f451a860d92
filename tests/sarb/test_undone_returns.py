"""A referral that was returned by mistake is as it was before, within ten minutes."""

from datetime import timedelta

import pytest

from attendance.models import ProcessStep
from core.undo import HasMovedOn, NothingToUndo, TenMinutesOver
from sarb.actions.referrals import accept, confirm_notice, send_back
from sarb.actions.refusals import ReferredSince
from sarb.actions.taking_back import undo_return
from sarb.choices import Level, NoticeMethod
from sarb.models import Referral
from tests.factories import TODAY, act
from tests.letters.world import NOON
from tests.sarb.factories import ReferralFactory

SOON, DAY = NOON + timedelta(minutes=4), timedelta(days=1)
DECIDED = ("state", "decided_by_id", "decided_by", "decided_at", "return_reason")


@pytest.fixture
def sent(district):
    return ReferralFactory(student=district.ana, made_at=NOON - DAY)


def returned(who, referral):
    return send_back(act(who, at=NOON), referral=referral, reason="Add the visit.")


def undone(who, referral, *, at=NOON, now=SOON):
    return undo_return(act(who, at=now), referral=referral, done_at=at)


def decided(referral):
    return Referral.objects.filter(pk=referral.pk).values(*DECIDED).get()


@pytest.mark.parametrize("is_accepted", [False, True])
def test_it_waits_or_is_accepted_as_it_was(sent, who, boss, is_accepted):
    if is_accepted:
        accept(act(boss, at=NOON - timedelta(hours=1)), referral=sent)
    was = decided(sent)
    returned(who, sent)
    assert decided(sent) != was
    undone(who, sent)
    assert decided(sent) == was


def test_the_step_that_rested_on_it_counts_again(sent, who, boss):
    told = {"on": TODAY - DAY, "how": NoticeMethod.MAIL}
    confirm_notice(act(boss, at=NOON - timedelta(hours=1)), referral=sent, **told)
    steps = ProcessStep.objects.filter(withdrawn_at=None)
    was = list(steps.values("kind", "happened_at", "evidence_id"))
    returned(who, sent)
    assert not steps.exists()
    undone(who, sent)
    assert list(steps.values("kind", "happened_at", "evidence_id")) == was


def test_a_team_is_no_board_and_takes_no_step(district, who):
    sent = ReferralFactory(student=district.ana, level=Level.SSPT, made_at=NOON - DAY)
    undone(who, returned(who, sent))
    assert (decided(sent)["state"], ProcessStep.objects.count()) == ("sent", 0)


def test_undone_twice_it_is_once(sent, who):
    undone(who, returned(who, sent))
    with pytest.raises(NothingToUndo):
        undone(who, sent)


def test_only_who_did_it_at_that_moment_for_ten_minutes(sent, who, boss):
    returned(who, sent)
    for by, at in ((boss, NOON), (who, NOON - DAY), (who, None)):
        with pytest.raises(NothingToUndo):
            undone(by, sent, at=at)
    with pytest.raises(TenMinutesOver):
        undone(who, sent, now=NOON + timedelta(minutes=11))


def test_once_it_was_undone_and_accepted_the_return_is_no_more(sent, who, boss):
    undone(who, returned(who, sent))
    accept(act(boss, at=SOON + timedelta(seconds=1)), referral=sent)
    with pytest.raises(NothingToUndo):
        undone(who, sent, now=SOON + timedelta(seconds=2))
    assert decided(sent)["state"] == "accepted"


def test_once_the_student_was_referred_anew_it_stays_returned(sent, who):
    returned(who, sent)
    ReferralFactory(student=sent.student, made_at=SOON)
    with pytest.raises(ReferredSince):
        undone(who, sent)
    assert decided(sent)["state"] == "returned"


def test_what_somebody_did_with_it_since_stands(sent, who, boss):
    returned(who, sent)
    undone(who, sent)
    again = NOON + timedelta(minutes=5)
    send_back(act(boss, at=again), referral=sent, reason="Still no visit.")
    with pytest.raises((NothingToUndo, HasMovedOn)):
        undone(who, sent, now=NOON + timedelta(minutes=6))
    assert decided(sent)["return_reason"] == "Still no visit."
