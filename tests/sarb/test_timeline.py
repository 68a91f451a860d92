"""Referrals and hearings on a student's timeline."""

from dataclasses import replace
from datetime import timedelta

from sarb.actions import dockets, referrals
from sarb.queries.timeline import timeline
from tests.factories import TODAY
from tests.sarb.factories import DocketFactory, ReferralFactory

TEAM = "School attendance review board"


def told(referral):
    return [(entry.title, entry.by) for entry in timeline(referral.student_id)]


def test_the_way_of_a_referral_is_told(db, by):
    referral, docket = ReferralFactory(), DocketFactory(date=TODAY)
    assert told(referral) == [(f"Referred: {TEAM}", "Ana Reyes")]
    referrals.accept(by, referral=referral)
    dockets.place(by, docket=docket, referral=referral)
    dockets.hear(replace(by, on=TODAY + timedelta(days=1)), docket=docket, referral=referral)
    assert told(referral) == [
        (f"Referred: {TEAM}", "Ana Reyes"),
        (f"Referral accepted: {TEAM}", "Ana Reyes"),
        (f"Hearing set for Nov 18: {TEAM}", "Ana Reyes"),
        (f"Case heard: {TEAM}", "Ana Reyes"),
    ]
    entries = list(timeline(referral.student_id))
    assert len({entry.key for entry in entries}) == 4
    assert entries[-1].at.date() == TODAY  # on its day, whenever it was confirmed


def test_a_returned_one_is_told_without_the_words(db, by):
    referral = ReferralFactory()
    referrals.send_back(by, referral=referral, reason="Add the visit.")
    [_, returned] = timeline(referral.student_id)
    assert returned.title == f"Referral returned: {TEAM}"
    assert "visit" not in returned.text


def test_another_students_referral_is_not_told(db):
    ReferralFactory()
    assert list(timeline(ReferralFactory().student_id + 1000)) == []
