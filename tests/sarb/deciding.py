"""Deciding reports in tests: by somebody, some hours after noon."""

from datetime import timedelta

from sarb.actions.verdicts import decide
from tests.attendance.reports import NOON
from tests.factories import UserFactory, act

HOUR = timedelta(hours=1)


def by(hours=1):
    return act(UserFactory(), at=NOON + hours * HOUR)


def withdraw(report, hours=1):
    return decide(by(hours), report=report, verb="withdraw", reason="A doctor’s note.")
