"""Deciding reports in tests: by somebody, some hours after noon."""

from datetime import timedelta

from attendance.models import ReportDecision, TruancyReport
from attendance.queries.filed import filed_report
from audit.rules import Act
from sarb.actions import verdicts
from tests.attendance.reports import NOON
from tests.factories import UserFactory, act

HOUR = timedelta(hours=1)


def by(hours=1):
    return act(UserFactory(), at=NOON + hours * HOUR)


def decide(act: Act, *, report: TruancyReport, verb: str, reason: str) -> ReportDecision:
    read = filed_report(report).read
    return verdicts.decide(act, report=report, verb=verb, reason=reason, read=read)


def withdraw(report, hours=1):
    return decide(by(hours), report=report, verb="withdraw", reason="A doctor’s note.")
