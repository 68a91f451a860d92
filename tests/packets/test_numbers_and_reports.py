"""The numbers and the reports of a packet: what is nothing stays away, what fell says so."""

import pytest

from attendance.models import ReportDecision
from tests.letters.world import NOON, report
from tests.packets.emily import facts_for


def test_a_number_that_is_nothing_stays_away_but_for_those_always_told(referral):
    told = {one["key"]: one["value"] for one in facts_for(referral)["attendance"]["numbers"]}
    assert told["reports_filed"] == 0
    assert told["days_absent"] == told["days_enrolled"] == told["counted_days"] == 3
    assert told.keys().isdisjoint({"tardy_days", "pending_days", "days_suspended_out"})


@pytest.mark.parametrize(
    ("verdicts", "stands"),
    [([], True), (["withdrawn"], False), (["withdrawn", "upheld"], True)],
)
def test_a_report_says_whether_it_stands(referral, verdicts, stands):
    filed = report(referral.student)
    for minute, verdict in enumerate(verdicts):
        ReportDecision.objects.create(
            report=filed,
            verdict=verdict,
            reason="A note",
            decided_by="Bell",
            decided_at=NOON.replace(minute=minute),
        )
    [told] = facts_for(referral)["attendance"]["reports"]
    assert told["stands"] is stands
    assert (told["filed_by"], told["filed_at"]) == ("Marcus Bell", "2026-11-16T12:00-08:00")
    assert told["listed"] == ["2026-09-03", "2026-09-16", "2026-10-01"]
