"""A report is withdrawn or upheld, with everything that leans on it, in one transaction."""

from django.db import transaction

from attendance.actions.decisions import decide as decide_report
from attendance.models import ReportDecision, TruancyReport
from audit.rules import Act
from letters.actions.follow import follow_verdict


@transaction.atomic
def decide(act: Act, *, report: TruancyReport, verb: str, reason: str) -> ReportDecision:
    """Withdraw or uphold a report, then let each room above follow at once, in their order.

    Raises NotNow, DaysUsedTwice and NotAPerson, changing nothing.
    """
    decision = decide_report(act, report=report, verb=verb, reason=reason)
    follow_verdict(act)
    return decision
