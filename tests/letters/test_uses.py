"""Which letters rest on a report: a letter on one that stands, a correction on one that fell."""

from datetime import timedelta

import pytest
from django.urls import reverse

from attendance.models import ReportDecision
from letters.queries.uses import uses
from tests.factories import TODAY, YEAR
from tests.letters.rows import notice_about
from tests.letters.world import NOON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("verdicts", "resting"),
    [
        ((), {"first_notice"}),
        (("withdrawn",), {"notice_corrected"}),
        (("withdrawn", "upheld"), {"first_notice"}),
    ],
)
def test_what_rests_on_a_report_by_the_newest_verdict(district, verdicts, resting):
    first = notice_about(district.ana, district.oak, stage="mailed", due_by=TODAY)
    about = {"report": first.report, "kind": "notice_corrected"}
    correction = notice_about(district.ana, district.oak, stage="due", due_by=TODAY, **about)
    for hours, verdict in enumerate(verdicts):
        at = NOON + timedelta(hours=hours)
        given = {"verdict": verdict, "decided_by": "Bell", "decided_at": at}
        ReportDecision.objects.create(report=first.report, reason="A note", **given)
    kinds = {reverse("letters:letter", args=[one.pk]): one.kind for one in (first, correction)}
    found = {kinds[use.href] for use in uses(district.ana.pk, YEAR) if use.counts}
    assert found == resting
    assert not list(uses(district.ana.pk, YEAR - 1))


def test_a_correction_that_was_stopped_rests_on_nothing(district):
    first = notice_about(district.ana, district.oak, stage="mailed", due_by=TODAY)
    about = {"report": first.report, "kind": "notice_corrected"}
    notice_about(district.ana, district.oak, stage="withdrawn", due_by=TODAY, **about)
    ReportDecision.objects.create(
        report=first.report, reason="A note", verdict="withdrawn", decided_by="Bell"
    )
    assert [use.counts for use in uses(district.ana.pk, YEAR)] == [False, False]
