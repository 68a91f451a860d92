"""Deciding a report in tests as somebody does who has just read it."""

from attendance.actions import decisions
from attendance.models import ReportDecision, TruancyReport
from attendance.queries.filed import filed_report
from audit.rules import Act


def decide(act: Act, *, report: TruancyReport, verb: str, reason: str) -> ReportDecision:
    read = filed_report(report).read
    return decisions.decide(act, report=report, verb=verb, reason=reason, read=read)
