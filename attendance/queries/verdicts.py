"""Whether a report stands: the newest verdict on it, if there is any, did not withdraw it."""

from collections.abc import Collection

from attendance.choices import Verdict
from attendance.models import ReportDecision


def withdrawn_among(reports: Collection[int]) -> set[int]:
    """Return the keys of those reports that stand no more. One statement."""
    rows = ReportDecision.objects.filter(report__in=reports).order_by("decided_at", "pk")
    newest = dict(rows.values_list("report_id", "verdict"))
    return {key for key, verdict in newest.items() if verdict == Verdict.WITHDRAWN}
