"""A case is heard once on the same reports: a second referral to the team rests on one filed since."""

from datetime import timedelta

import pytest

from attendance.models import TruancyReport
from sarb.actions.referrals import NothingSince, refer
from sarb.choices import Level, Reason
from sarb.models import Referral
from sarb.queries.uses import uses
from tests.attendance.reports import NOON, filed
from tests.factories import TODAY, YEAR
from tests.sarb.deciding import by, withdraw
from tests.sarb.factories import SENT_AT, ReferralFactory

HEARD = {
    "state": "heard",
    "decided_by": "Raymond Ortiz",
    "decided_at": SENT_AT,
    "heard_on": TODAY,
    "heard_by": "Raymond Ortiz",
}


@pytest.fixture
def heard(district):
    """Ana's case, heard by the board on the one report that stood."""
    filed(district.ana)
    return ReferralFactory(student=district.ana, made_at=NOON, **HEARD)


def again(student, *, level=Level.SARB, reason=Reason.TRUANCY):
    given = {"text": "Once more.", "justification": "Asked for."}
    return refer(by(1), student=student, level=level, reason=reason, **given)


def test_nothing_is_sent_on_the_same_reports(heard):
    with pytest.raises(NothingSince) as refused:
        again(heard.student)
    assert refused.value.field == "reason"
    assert Referral.objects.count() == 1


def test_a_report_filed_since_lets_it_go_on(heard):
    filed(heard.student, on=(NOON + timedelta(days=1)).date())
    assert again(heard.student).pk


def test_a_report_filed_since_and_withdrawn_does_not(heard):
    withdraw(filed(heard.student, on=(NOON + timedelta(days=1)).date()))
    with pytest.raises(NothingSince):
        again(heard.student)


def test_where_no_report_stands_any_more_no_day_is_used_twice(heard):
    withdraw(TruancyReport.objects.get())
    assert again(heard.student).pk


def test_a_report_of_the_very_moment_was_there(heard):
    """Filed at the moment at which it was referred: the referral rests on it."""
    filed(heard.student, on=NOON.date())
    with pytest.raises(NothingSince):
        again(heard.student)


def test_what_was_returned_used_no_day_and_is_referred_again(district):
    filed(district.ana)
    sent = {"state": "returned", "decided_by": "Ortiz", "decided_at": SENT_AT}
    back = ReferralFactory(student=district.ana, made_at=NOON, return_reason="Add.", **sent)
    made = again(district.ana)
    counting = {use.row: use.counts for use in uses(district.ana.pk, YEAR)}
    assert counting == {back.pk: False, made.pk: True}


def test_another_team_and_another_ground_are_other_steps(heard):
    assert again(heard.student, level=Level.RESOURCE_PANEL).pk
    assert again(heard.student, reason=Reason.BEHAVIOR).pk


def test_another_year_begins_anew(district):
    filed(district.ana)
    ReferralFactory(student=district.ana, school_year=YEAR - 1, made_at=NOON, **HEARD)
    assert again(district.ana).pk


def test_the_last_hearing_is_what_counts(heard):
    filed(heard.student, on=(NOON + timedelta(days=1)).date())
    since = {**HEARD, "made_at": NOON + timedelta(days=2)}
    ReferralFactory(student=heard.student, **since)
    with pytest.raises(NothingSince):
        again(heard.student)
