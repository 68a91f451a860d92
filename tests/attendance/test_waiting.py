"""A report whose days were corrected waits for a person, and so does what leans on it."""

from dataclasses import replace

import pytest

from attendance.actions.assess import assess
from attendance.actions.decisions import DaysUsedTwice
from attendance.models import ReportDecision, ReportFlag, Standing, TruancyReport
from attendance.queries.filed import filed_report
from attendance.queries.reports import due_reports_of
from attendance.queries.waiting import waiting_reports_of
from attendance.rules.flags import because_of
from core.stages import NotNow
from tests.attendance.corrected import (
    correct,
    days,
    decided,
    file_due,
    flags,
    judge,
    judged_year,
    report,
    waiting,
)
from tests.attendance.fall_of_2026 import T, U, V, at, on, student_year
from tests.attendance.world import load
from tests.factories import act

pytestmark = pytest.mark.usefixtures("worker_db")
THREE = (U("08-20"), U("09-03"), U("09-16"))
FIRST = report("09-17", "08-20", "09-03", "09-16")
AGAIN = report("10-07 17:00", "10-07")


def texts(as_of="10-06"):
    return [hold.text for one in due_reports_of([1], on=on(as_of)) for hold in one.holds]


def test_example_20_one_of_three_days_is_excused_after_the_report_48260():
    judged_year(*THREE, reports=FIRST)
    assert flags() == {}
    correct("09-03")
    assert flags() == {1: ["2026-09-03"]}
    [told] = waiting_reports_of([1], school_year=2026, on=on("10-06"))
    assert (told.number, told.reasons) == (1, ["2026-09-03"])
    assert waiting_reports_of([1], school_year=2025, on=on("10-06")) == []
    assert filed_report(TruancyReport.objects.get()).state == "waits"
    decided(1, "withdraw")
    judge("10-07")
    standing = Standing.objects.get()
    assert (standing.counted_days, standing.reports_filed, standing.status) == (2, 0, "watch")
    assert (waiting(), due_reports_of([1], on=on("10-07"))) == (set(), [])


def test_example_21_a_fourth_day_of_before_the_filing_carries_it_48260():
    listed = ("08-20", "09-03", "09-16", "09-22")
    judged_year(*THREE, U("09-22"), reports=report("09-25", *listed))
    correct("09-03")
    assert flags() == {}
    correct("09-22")
    assert flags() == {1: ["2026-09-03", "2026-09-22"]}


@pytest.mark.parametrize(("filed_on", "found"), [("09-21", {1}), ("09-22", set())])
def test_example_21_a_day_carries_a_report_from_the_day_of_its_filing_back(filed_on, found):
    judged_year(*THREE, U("09-22"), reports=report(filed_on, "08-20", "09-03", "09-16"))
    correct("09-03")
    assert waiting() == found


def test_example_22_the_later_report_falls_with_the_first_48261():
    reports = (*FIRST, *AGAIN)
    judged_year(*THREE, U("10-07"), reports=reports, as_of="10-08")
    correct("09-03", as_of="10-08")
    assert flags() == {1: ["2026-09-03"]}  # the second still has its own day, and the first stands
    decided(1, "withdraw", "10-08")
    assert flags() == {1: ["2026-09-03"], 2: ["earlier"]}
    assert waiting() == {2}
    decided(2, "withdraw", "10-08 13:00")
    judge("10-08")
    (due,) = due_reports_of([1], on=on("10-08"))
    assert (due.number, due.dates) == (1, list(days("08-20", "09-16", "10-07")))
    filed = file_due("10-08 14:00").reports
    assert [list(one.listed_dates) for one in filed] == [due.dates]
    judge("10-08")
    assert (Standing.objects.get().status, waiting()) == ("truant", set())


def test_a_report_of_two_left_stands_while_a_person_upholds_it_and_waits_for_the_next_day_lost():
    judged_year(*THREE, reports=FIRST)
    correct("09-03")
    decided(1, "uphold")
    judge()
    assert (flags(), waiting()) == ({1: ["2026-09-03"]}, set())
    assert filed_report(TruancyReport.objects.get()).state == "upheld"
    correct("09-16", as_of="10-08")
    assert waiting() == {1}
    assert ReportDecision.objects.get().answered == ["2026-09-03"]


def test_a_day_put_right_again_lifts_the_flag():
    judged_year(*THREE, reports=FIRST)
    correct("09-03")
    correct("09-03", "U")
    assert flags() == {}


def test_what_is_upheld_is_not_upheld_again():
    judged_year(*THREE, reports=FIRST)
    correct("09-03")
    decided(1, "uphold")
    with pytest.raises(NotNow):
        decided(1, "uphold")
    assert ReportDecision.objects.count() == 1


def test_what_does_not_wait_is_not_upheld():
    judged_year(*THREE, reports=FIRST)
    with pytest.raises(NotNow):
        decided(1, "uphold")


def test_an_unverified_day_without_a_window_carries_nothing():
    judged_year(*THREE, reports=FIRST)
    correct("09-03", "V")
    assert flags() == {1: ["2026-09-03"]}


def test_the_next_report_waits_for_the_decision_whatever_is_answered():
    judged_year(*THREE, U("09-30"), U("10-01"), reports=FIRST)
    assert "An earlier report of this year waits for a decision." not in texts()
    correct("09-16")
    found = file_due("10-06 15:00")
    assert found.reports == []
    assert texts()[0] == "An earlier report of this year waits for a decision."
    decided(1, "uphold")
    judge()
    assert len(file_due("10-07 15:00").reports) == 1


def test_a_later_report_is_carried_by_a_day_after_the_one_before():
    judged_year(*THREE, U("09-18"), U("10-07"), reports=(*FIRST, *AGAIN), as_of="10-08")
    correct("10-07", as_of="10-08")
    assert flags() == {}  # 09-18 lies between the two filings
    correct("09-18", as_of="10-08")
    assert flags() == {2: ["2026-10-07"]}


def test_a_short_tardy_carries_a_later_report_only_where_the_parameter_says_so():
    late = replace(T("10-07", 10), code="T")
    judged_year(*THREE, late, reports=(*FIRST, *AGAIN), as_of="10-08")
    assert flags() == {2: ["2026-10-07"]}


def test_a_day_is_of_one_report_that_stands():
    judged_year(*THREE, reports=FIRST)
    correct("09-03")
    decided(1, "withdraw")
    correct("09-03", "U", as_of="10-07")
    assert len(file_due("10-07 15:00").reports) == 1
    with pytest.raises(DaysUsedTwice):
        decided(1, "uphold", "10-07 16:00")
    assert [one.verdict for one in ReportDecision.objects.all()] == ["withdrawn"]


def test_a_day_that_a_report_lists_founds_no_other():
    early = report("08-21", "10-01", is_countable=True)
    judged_year(*THREE, U("10-01"), U("10-02"), reports=(*early,))
    assert any("A report that stands lists October 1 already." in text for text in texts())
    assert file_due("10-06 15:00").reports == []


def test_a_report_of_another_system_waits_only_for_what_was_changed_since():
    load(student_year(U("08-20"), V("09-03"), U("09-16")))
    history = TruancyReport.objects.create(
        student_id=1,
        school_year=2026,
        filed_at=at("09-18"),
        source="history",
        source_key="history:1",
        listed_dates=days("08-20", "09-03", "09-16"),
    )
    judge()
    assert flags() == {}
    correct("09-03")
    assert flags() == {history.pk: ["2026-09-03"]}


def test_no_report_waits_without_listed_days():
    judged_year(*THREE, reports=report("09-17"))
    assert flags() == {}


def test_a_whole_run_gives_the_flags_of_the_small_ones():
    judged_year(*THREE, reports=FIRST)
    correct("09-03")
    found = list(ReportFlag.objects.values())
    assess(act(at=at("10-06 13:00")), everything=True)
    assert list(ReportFlag.objects.values()) == found


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        (["2026-09-03"], "September 3 counts no more"),
        (["2026-09-03", "2026-09-16"], "September 3 and September 16 count no more"),
        (["earlier"], "none stands before it any more"),
    ],
)
def test_why_it_waits_is_said(reasons, words):
    assert words in because_of(reasons, number=2)
