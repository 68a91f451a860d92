"""A report is withdrawn or upheld, with everything that leans on it, in one transaction."""

from django.db import transaction

from attendance.actions.decisions import decide as decide_report
from attendance.choices import Verdict
from attendance.models import ReportDecision, TruancyReport
from audit.rules import Act
from cases.actions.tasks import dismiss_proposed
from core.clock import day_of
from letters.actions.follow import follow_verdict
from packets.actions.ordering import order
from packets.actions.stamping import supersede
from packets.choices import Reader
from sarb.models import REFERRAL, Referral
from tasks.choices import TaskKind


@transaction.atomic
def decide(act: Act, *, report: TruancyReport, verb: str, reason: str) -> ReportDecision:
    """Withdraw or uphold a report, then let each room above follow at once, in their order: letters,
    tasks, referrals, packets.

    A referral that rests on it waits for the chair by what is on file (`queries/shaken.py`). Raises
    NotNow, DaysUsedTwice and NotAPerson, changing nothing.
    """
    decision = decide_report(act, report=report, verb=verb, reason=reason)
    follow_verdict(act)
    filed = day_of(report.filed_at)
    said = f"The report filed on {filed:%B} {filed.day} was {decision.verdict}: {reason}"
    if decision.verdict == Verdict.WITHDRAWN:
        dismiss_proposed(act, student=report.student_id, kind=TaskKind.REPORT, reason=said)
    _packets(act, report, said)
    return decision


def _packets(act: Act, report: TruancyReport, said: str) -> None:
    """Stamp the editions that tell the report as it was, and order new ones of what is still open."""
    newest = supersede(act, student=report.student_id, told_since=report.filed_at, reason=said)
    open_keys = set(
        Referral.objects.open().filter(student=report.student_id).values_list("pk", flat=True)
    )
    for one in newest:
        if one.about_kind == REFERRAL and one.about_id in open_keys:
            order(act, abouts=[one.about], reader=Reader(one.reader))
