"""Withdrawing and upholding a report: by a person, along the table of its stages."""

from datetime import date

import pytest

from attendance.actions import decisions
from attendance.actions.decisions import DaysUsedTwice, ReportChanged, withdraw_all
from attendance.models import JudgementDue, ReportDecision, ReportFlag, TruancyReport
from attendance.queries.filed import filed_report
from attendance.queries.verdicts import withdrawn_among
from attendance.rules.stages import AFTER, REPORT_STAGES
from audit.models import AuditEvent
from audit.rules import NotAPerson
from core.stages import NotNow
from tests.attendance.deciding import decide
from tests.attendance.reports import filed
from tests.factories import UserFactory, act

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(ana):
    return filed(ana)


@pytest.fixture
def by():
    return act(UserFactory())


def test_a_report_stands_until_it_is_withdrawn_and_again_once_upheld(report, by):
    assert filed_report(report).state == "stands"
    decide(by, report=report, verb="withdraw", reason="a doctor's note")
    assert (filed_report(report).state, withdrawn_among([report.pk])) == ("withdrawn", {report.pk})
    decide(by, report=report, verb="uphold", reason="the note was for another day")
    assert (filed_report(report).state, withdrawn_among([report.pk])) == ("upheld", set())


def test_a_decision_names_the_person_and_has_the_year_judged(report, by):
    decision = decide(by, report=report, verb="withdraw", reason="a doctor's note")
    assert (decision.decided_by, decision.decided_at) == (by.actor.name, by.at)
    assert JudgementDue.objects.get().student_id == report.student_id
    event = AuditEvent.objects.get(action="report.withdrawn")
    assert (event.actor_id, event.student_id) == (by.actor.id, report.student_id)


def test_what_is_withdrawn_is_not_withdrawn_again(report, by):
    decide(by, report=report, verb="withdraw", reason="a doctor's note")
    with pytest.raises(NotNow):
        decide(by, report=report, verb="withdraw", reason="once more")
    assert ReportDecision.objects.count() == 1


def test_one_that_waits_is_upheld_though_another_of_before_lists_its_day(ana, by):
    shared = date(2026, 9, 3)
    for on in (date(2026, 9, 5), date(2026, 10, 5)):
        filed(ana, shared, on=on)
    report = TruancyReport.objects.latest("filed_at")
    ReportFlag.objects.create(report=report, reasons=["2026-09-16"])
    decide(by, report=report, verb="uphold", reason="it was seen")
    decide(by, report=report, verb="withdraw", reason="on second thought")
    with pytest.raises(DaysUsedTwice):
        decide(by, report=report, verb="uphold", reason="after all")


def test_days_that_only_a_withdrawn_report_lists_are_free_again(ana, by):
    first, second = (filed(ana, date(2026, 9, 3), on=date(2026, n, 5)) for n in (9, 10))
    for report in (first, second):
        decide(by, report=report, verb="withdraw", reason="a doctor's note")
    assert decide(by, report=first, verb="uphold", reason="after all").verdict == "upheld"
    with pytest.raises(DaysUsedTwice):
        decide(by, report=second, verb="uphold", reason="this one, too")


@pytest.mark.parametrize("verdict", ["withdrawn", "upheld"])
def test_what_was_decided_meanwhile_is_not_withdrawn_with_the_others(ana, by, verdict):
    first, second = (filed(ana, on=date(2026, n, 5)) for n in (9, 10))
    ReportDecision.objects.create(report=first, verdict=verdict, reason="x", decided_by="y")
    with pytest.raises(NotNow):
        withdraw_all(by, reports=[first, second], reason="filed by mistake")
    assert ReportDecision.objects.count() == 1


def test_who_has_read_it_otherwise_decides_nothing(report, by):
    read = filed_report(report).read
    ReportFlag.objects.create(report=report, reasons=["2026-09-03"])
    with pytest.raises(ReportChanged):
        decisions.decide(by, report=report, verb="withdraw", reason="a note", read=read)
    assert not ReportDecision.objects.exists()


def test_no_job_decides(report):
    with pytest.raises(NotAPerson):
        decide(act(), report=report, verb="withdraw", reason="of itself")
    assert not ReportDecision.objects.filter(report=report).exists()


def test_every_state_but_the_first_is_left_by_a_verdict():
    assert set(AFTER.values()) == {move.to for move in REPORT_STAGES.moves.values()}
