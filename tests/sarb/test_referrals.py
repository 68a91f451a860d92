"""Referring, the written notice, and the chair's answer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError, NotSupportedError, OperationalError, ProgrammingError

from attendance.choices import Status, StepKind
from attendance.models import JudgementDue, ProcessStep
from audit.models import AuditEvent
from core.stages import NotNow
from sarb.actions import referrals as actions
from sarb.choices import Level, NoticeMethod, Reason, ReferralState
from sarb.models import Referral
from tests.factories import TODAY, YEAR, StandingFactory
from tests.sarb.factories import SENT_AT, ReferralFactory

REFUSED = (InternalError, IntegrityError, NotSupportedError, OperationalError, ProgrammingError)


def refer(district, by, **given):
    values = {
        "student": district.ana,
        "level": Level.SARB,
        "reason": Reason.TRUANCY,
        "text": "Two conferences were offered.",
        **given,
    }
    return actions.refer(by, **values)


@pytest.fixture
def habitual(district):
    return StandingFactory(student=district.ana, status=Status.HABITUAL, reports_filed=3)


def test_a_referral_keeps_its_ground(district, by, habitual):
    made = refer(district, by)
    assert (made.state, made.school_year, made.made_by) == ("sent", YEAR, "Ana Reyes")
    assert made.grounds["met"] is True
    assert made.grounds["policy"] == "lausd 1"
    event = AuditEvent.objects.get(action="referral.sent")
    assert (event.student_id, event.target_id) == (district.ana.pk, str(made.pk))


def test_one_open_referral_per_student_and_team(district, by, habitual):
    first = refer(district, by)
    with pytest.raises(actions.AlreadyReferred) as found:
        refer(district, by)
    assert found.value.referral == first
    assert refer(district, by, level=Level.SART)  # another team
    assert refer(district, by, student=district.ben, reason=Reason.BEHAVIOR)
    assert Referral.objects.count() == 3


def test_a_returned_one_may_be_sent_again(district, by, habitual):
    actions.send_back(by, referral=refer(district, by), reason="Add the visit.")
    assert refer(district, by).state == ReferralState.SENT


def test_an_unmet_ground_asks_why(district, by):
    with pytest.raises(actions.NeedsJustification):
        refer(district, by, justification="  ")
    assert (Referral.objects.count(), AuditEvent.objects.count()) == (0, 0)
    made = refer(district, by, justification="The family asked for it.")
    assert (made.grounds["met"], made.justification) == (False, "The family asked for it.")


def test_a_met_ground_keeps_no_justification(district, by, habitual):
    assert refer(district, by, justification="just in case").justification == ""


@pytest.mark.parametrize("column", ["text", "reason", "made_by", "grounds"])
def test_what_was_sent_stays_as_it_was(db, column):
    referral = ReferralFactory()
    with pytest.raises(REFUSED), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(**{column: "behavior"})
    with pytest.raises(REFUSED), transaction.atomic():
        referral.delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "accepted"},
        {"state": "returned", "decided_by": "Ray", "decided_at": "2026-11-01T00:00Z"},
        {"noticed_on": TODAY},
        {"state": "lost"},
        {"decided_by": "Ray"},
    ],
)
def test_half_a_decision_is_refused(db, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralFactory(**wrong)


def test_accept_and_return_are_once(db, by):
    accepted = actions.accept(by, referral=ReferralFactory())
    assert (accepted.state, accepted.decided_by) == ("accepted", "Ana Reyes")
    with pytest.raises(NotNow):
        actions.accept(by, referral=accepted)
    returned = actions.send_back(by, referral=accepted, reason="No.")
    for again in (
        lambda: actions.accept(by, referral=returned),
        lambda: actions.send_back(by, referral=returned, reason="No."),
    ):
        with pytest.raises(NotNow):
            again()
    done = list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))
    assert done == ["referral.accepted", "referral.returned"]


def test_return_says_why(db, by):
    returned = actions.send_back(by, referral=ReferralFactory(), reason="Add the visit.")
    assert (returned.state, returned.return_reason) == ("returned", "Add the visit.")


def notice(referral, by, on=TODAY):
    return actions.confirm_notice(by, referral=referral, on=on, how=NoticeMethod.MAIL)


def test_the_written_notice_is_the_step_48263(db, by):
    referral = notice(ReferralFactory(), by)
    step = ProcessStep.objects.get()
    assert (step.kind, step.student_id) == (StepKind.REFERRAL_48263, referral.student_id)
    assert (step.evidence_kind, step.evidence_id) == ("referral", str(referral.pk))
    assert step.has_time is False
    assert JudgementDue.objects.get().student_id == referral.student_id
    with pytest.raises(NotNow):
        notice(referral, by)
    assert ProcessStep.objects.count() == 1


def test_a_notice_of_a_schools_own_team_is_no_step(db, by):
    notice(ReferralFactory(level=Level.SART), by)
    assert ProcessStep.objects.count() == 0


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), SENT_AT.date() - timedelta(days=1)])
def test_a_notice_of_a_day_that_cannot_be(db, by, on):
    with pytest.raises(actions.NoticeNotYet):
        notice(ReferralFactory(), by, on)
    assert ProcessStep.objects.count() == 0


def test_a_notice_may_be_of_the_day_of_the_referral(db, by):
    assert notice(ReferralFactory(), by, SENT_AT.date()).noticed_on == SENT_AT.date()


def test_a_returned_referral_takes_no_notice(db, by):
    with pytest.raises(NotNow):
        notice(actions.send_back(by, referral=ReferralFactory(), reason="No."), by)


def test_a_returned_referral_is_no_step_any_more(db, by):
    referral = ReferralFactory()
    notice(referral, by)
    JudgementDue.objects.all().delete()
    actions.send_back(by, referral=referral, reason="Sent by mistake.")
    assert ProcessStep.objects.get().withdrawn_at is not None
    assert JudgementDue.objects.filter(student=referral.student).exists()
