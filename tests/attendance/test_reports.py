"""Reports that are due, and filing them: what they list, once."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from attendance.models import DayOutcome, JudgementDue, ReportDecision, Standing, TruancyReport
from attendance.queries.holds import ASK_PUPIL_SERVICES
from attendance.queries.reports import due_reports
from audit.models import AuditEvent
from core.commands import BadUsage, login
from students.choices import PopulationKind
from tests.attendance.reports import DAYS, NOON, file, filed, hold_of, owing
from tests.factories import TODAY, YEAR, DayOutcomeFactory, PopulationFactory


def test_the_first_report_lists_every_counted_day(ana):
    (report,) = due_reports(on=TODAY)
    assert (report.number, report.dates, report.is_clean) == (1, list(DAYS), True)
    assert report.days[0].words == "Absent all day"


def test_they_are_read_in_six_statements(ana, district, django_assert_num_queries):
    for other in (district.ben, district.cleo):
        with django_assert_num_queries(6):
            due_reports(on=TODAY)
        owing(other, district.oak)


def test_two_counted_days_are_not_enough(ana):
    DayOutcome.objects.filter(student=ana, date=DAYS[2]).delete()
    assert due_reports(on=TODAY) == []


@pytest.mark.parametrize(("days", "is_listed"), [(0, True), (1, False), (9, False)])
def test_a_day_is_listed_from_the_day_after_its_window(ana, district, days, is_listed):
    last, countable_on = TODAY - timedelta(days=6), TODAY + timedelta(days=days)
    DayOutcomeFactory(student=ana, school=district.oak, date=last, countable_on=countable_on)
    assert due_reports(on=TODAY)[0].dates == [*DAYS, *([last] if is_listed else [])]


def test_filing_names_the_receiver_the_days_and_the_person(ana):
    (report,) = file(ana).reports
    report.refresh_from_db()
    assert report.listed_dates == list(DAYS)
    assert (report.receiver, report.filed_by) == ("attendance supervisor", "Ana Reyes")
    assert (report.filed_at, report.school_year) == (NOON, YEAR)
    assert report.policy_version.startswith("california")
    audit = AuditEvent.objects.get(action="report.filed")
    assert (audit.target_id, audit.student_id, audit.actor_id) == (str(report.pk), ana.pk, "7")
    assert audit.detail["listed"] == [day.isoformat() for day in DAYS]
    assert JudgementDue.objects.filter(student=ana, school_year=YEAR).exists()


def test_filing_twice_files_once(ana):
    assert len(file(ana).reports) == 1
    again = file(ana)
    assert (again.reports, again.held) == ([], [])
    assert TruancyReport.objects.count() == 1


def test_a_later_report_lists_what_came_after_the_filing_and_nothing_before(ana, district):
    filed(ana, *DAYS)
    Standing.objects.update(reports_due=2)
    assert due_reports(on=TODAY) == []
    after = date(2026, 10, 20)
    DayOutcomeFactory(student=ana, school=district.oak, date=after)
    (report,) = due_reports(on=TODAY)
    assert (report.number, report.dates) == (2, [after])


def test_the_day_of_a_filing_is_not_listed_again_and_the_next_one_is(ana, district):
    on = date(2026, 11, 2)
    filed(ana, *DAYS, on=on)
    Standing.objects.update(reports_due=2)
    DayOutcomeFactory(student=ana, school=district.oak, date=on)
    assert due_reports(on=TODAY) == []
    DayOutcomeFactory(student=ana, school=district.oak, date=on + timedelta(days=1))
    assert due_reports(on=TODAY)[0].dates == [on + timedelta(days=1)]


def test_a_day_before_the_filing_that_counts_later_is_an_orphan(ana, district):
    filed(ana, *DAYS)
    Standing.objects.update(reports_due=2)
    DayOutcomeFactory(
        student=ana, school=district.oak, date=date(2026, 10, 2), countable_on=date(2026, 10, 20)
    )
    assert due_reports(on=TODAY) == []


def test_a_withdrawn_report_lists_nothing_any_more(ana):
    old = filed(ana, *DAYS)
    ReportDecision.objects.create(report=old, verdict="withdrawn", reason="x", decided_by="y")
    (report,) = due_reports(on=TODAY)
    assert (report.number, report.made, report.dates) == (1, 1, list(DAYS))
    assert file(ana).reports[0].source_key == f"filed:{ana.pk}:{YEAR}:2"


# --- The command --------------------------------------------------------------------------


def say(capsys, *words):
    call_command("file_reports", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_command_lists_then_files_the_clean_ones(ana, district, capsys):
    owing(district.ben, district.oak)
    PopulationFactory(student=district.ben, kind=PopulationKind.IEP)
    held = [{"student": district.ben.sis_id, "reason": hold_words(district.ben)}]
    assert say(capsys) == {"due": 2, "filed": 0, "held": held}
    assert say(capsys, "--yes") == {"due": 2, "filed": 1, "held": held}
    report = TruancyReport.objects.get()
    assert report.student_id == ana.pk
    assert (
        report.filed_by == f"{login()}, on the server"
    )  # whoever reads it on paper knows no commands
    assert say(capsys, "--yes") == {"due": 1, "filed": 0, "held": held}


def hold_words(student):
    assert "Individualized" in hold_of(student)
    return ASK_PUPIL_SERVICES


@pytest.mark.parametrize("words", [["--as-of", "2026-12-24"], ["--as-of", "2026-10-01", "--yes"]])
def test_a_wrong_use_of_the_command(ana, words):
    with pytest.raises(BadUsage):
        call_command("file_reports", *words)
    assert not TruancyReport.objects.exists()
