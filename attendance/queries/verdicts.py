"""Whether a report stands: the newest verdict on it, if there is any, did not withdraw it."""

from collections.abc import Collection

from attendance.choices import ReportState, Verdict
from attendance.models import ReportDecision, TruancyReport
from attendance.queries.waiting import waiting_among
from attendance.rules.stages import AFTER


def state_of_report(report: TruancyReport) -> str:
    """Return where a report is, a value of ReportState. Two statements."""
    if waiting_among([report.pk]):
        return ReportState.WAITS
    newest = report.decisions.order_by("-decided_at", "-pk").first()
    return AFTER[newest.verdict] if newest else ReportState.STANDS


def withdrawn_among(reports: Collection[int]) -> set[int]:
    """Return the keys of those reports that stand no more. One statement."""
    rows = ReportDecision.objects.filter(report__in=reports).order_by("decided_at", "pk")
    newest = dict(rows.values_list("report_id", "verdict"))
    return {key for key, verdict in newest.items() if verdict == Verdict.WITHDRAWN}
