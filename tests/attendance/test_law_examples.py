"""Worked examples of the attendance law, by number, through the reference and the pipeline.

The statute profile has no window; the LAUSD profile gives ten school days after the return.
"""

from dataclasses import replace
from datetime import date

import pytest

from tests.attendance.fall_of_2026 import (
    IC,
    II,
    PU,
    TE,
    E,
    L,
    T,
    U,
    effort,
    enrolled,
    filed,
    first_days,
    on,
    student_year,
)
from tests.attendance.plain import Submission

THREE = (U("08-20"), U("09-03"), U("09-16"))


def test_example_01_three_full_days_48260(standing):
    found = standing(student_year(*THREE))
    assert (found["counted_days"], found["first_truant_on"]) == (3, on("09-16"))
    assert found["reports_due"] == 1
    assert standing(student_year(*THREE), as_of=on("09-15"))["first_truant_on"] is None


@pytest.mark.parametrize(("operator", "counted"), [(">", 0), (">=", 3)])
def test_example_02_tardy_of_exactly_30_minutes_48260(standing, operator, counted):
    world = student_year(T("08-20", 30), T("09-03", 30), T("09-16", 30))
    found = standing(world, truancy__minutes_operator=operator)
    assert found["counted_days"] == counted
    assert found["first_truant_on"] == (on("09-16") if counted else None)


def test_example_03_tardy_of_31_minutes_48260(standing):
    found = standing(student_year(T("08-20", 31), T("09-03", 31), T("09-16", 31)))
    assert (found["first_truant_on"], found["days_absent"]) == (on("09-16"), 0)


def test_example_04_any_combination_48260(standing):
    found = standing(student_year(U("08-20"), T("09-03", 31), L("09-16", 40)))
    assert (found["counted_days"], found["first_truant_on"]) == (3, on("09-16"))


@pytest.mark.parametrize(("unit", "counted"), [("day", 1), ("incident", 2)])
def test_example_05_two_cut_periods_of_one_day_48260(standing, unit, counted):
    world = student_year(U("08-20", period="2"), U("08-20", period="5"))
    assert standing(world, truancy__occasion_unit=unit)["counted_days"] == counted


@pytest.mark.parametrize(("basis", "gap", "counted"), [("longest", 25, 0), ("sum", 45, 1)])
def test_example_06_gaps_are_not_summed_48260(judged, basis, gap, counted):
    world = student_year(T("08-20", 20, "1"), PU("08-20", 25, "4"))
    days, found = judged(world, truancy__gap_basis=basis)
    assert days[on("08-20")].gap_minutes == gap
    assert found["counted_days"] == counted


def test_example_07_adjoining_short_periods_48260(judged):
    bell = tuple((period, 28) for period in "12345")
    world = student_year(U("08-20", period="3"), U("08-20", period="4"), bell=bell)
    days, found = judged(world)
    assert (days[on("08-20")].gap_minutes, found["counted_days"]) == (56, 1)


def test_example_08_late_with_a_dentists_note_48260(standing):
    found = standing(student_year(TE("08-20", 75), TE("09-03", 75), TE("09-16", 75)))
    assert (found["counted_days"], found["days_absent"]) == (0, 0)


def test_example_09_late_and_cut_on_one_day_48260(standing):
    world = student_year(T("08-20", 31, "1"), U("08-20", period="5"), U("09-03"), U("09-16"))
    found = standing(world)
    assert (found["counted_days"], found["first_truant_on"]) == (3, on("09-16"))


def test_example_10_lausd_window_48260(lausd):
    days, found = lausd(student_year(*THREE))
    assert [day.pending_until for day in days.values()] == [on("09-04"), on("09-22"), on("10-02")]
    assert found["first_truant_on"] == on("10-05")
    before = lausd(student_year(*THREE), on("10-02"))[1]
    assert (before["counted_days"], before["pending_days"]) == (2, 1)


def test_example_11_note_within_the_window_48260(lausd):
    _, found = lausd(student_year(U("08-20"), U("09-03"), E("09-16")))
    assert (found["counted_days"], found["first_truant_on"], found["reports_due"]) == (2, None, 0)


@pytest.mark.parametrize(("as_of", "due"), [("10-28", 1), ("10-29", 2)])
def test_example_12_second_report_48261(lausd, as_of, due):
    world = student_year(*THREE, U("10-13"), reports=filed("10-05"))
    days, found = lausd(world, on(as_of))
    assert days[on("10-13")].pending_until == on("10-28")
    assert (found["reports_due"], found["status"]) == (due, "truant")


REPORTED_THREE_TIMES = student_year(
    *THREE, U("10-13"), U("10-30"), reports=filed("10-05", "10-29", "11-18")
)


@pytest.mark.parametrize(
    ("as_of", "status", "due"), [("11-17", "truant_repeat", 2), ("11-18", "habitual", 3)]
)
def test_example_13_habitual_truant_48262(lausd, as_of, status, due):
    world = replace(REPORTED_THREE_TIMES, steps=(effort("10-30"),))
    found = lausd(world, on(as_of))[1]
    assert (found["status"], found["reports_due"]) == (status, due)


def test_example_14_no_conference_tried_48262(lausd):
    assert lausd(REPORTED_THREE_TIMES)[1]["status"] == "habitual_eligible"


def test_example_15_conference_tried_before_the_first_report_48262(lausd):
    world = replace(REPORTED_THREE_TIMES, steps=(effort("10-02"),))
    assert lausd(world)[1]["status"] == "habitual_eligible"


@pytest.mark.parametrize(
    ("effort_made", "status"),
    [
        (effort("10-05 12:00"), "habitual_eligible"),  # at the filing, not after it
        (effort("10-05 12:01"), "habitual"),
        (effort("10-05 09:00", has_time=False), "habitual"),  # history knows only the day
        (effort("10-06", is_withdrawn=True), "habitual_eligible"),
    ],
)
def test_example_15_effort_on_the_day_of_filing_48262(lausd, effort_made, status):
    assert lausd(replace(REPORTED_THREE_TIMES, steps=(effort_made,)))[1]["status"] == status


@pytest.mark.parametrize(("as_of", "due"), [("11-20", 3), ("12-11", 3), ("12-14", 4)])
def test_example_16_pending_over_the_holidays_48261(lausd, as_of, due):
    world = replace(REPORTED_THREE_TIMES, marks=(*REPORTED_THREE_TIMES.marks, U("11-19")))
    days, found = lausd(world, on(as_of))
    assert days[on("11-19")].pending_until == on("12-11")
    assert days[on("11-19")].countable_on == on("12-14")
    assert found["reports_due"] == due


@pytest.mark.parametrize(("as_of", "due"), [("09-29", 2), ("09-30", 3)])
def test_example_17_each_report_on_its_day_48261(standing, as_of, due):
    # Filed on the day each falls due; what a later filing folds in is for the filing to say.
    world = student_year(*THREE, U("09-22"), U("09-30"), reports=filed("09-25"))
    found = standing(world, as_of=on(as_of))
    assert (found["reports_due"], found["reports_filed"], found["status"]) == (due, 1, "truant")


def test_example_17_days_up_to_the_filing_are_folded_in_48261(lausd):
    # 09-17 is dated before the report of 10-05 and countable after it: it founds none.
    _, found = lausd(student_year(*THREE, U("09-17"), U("09-18")))
    assert (found["counted_days"], found["reports_due"]) == (5, 1)


@pytest.mark.parametrize(("least", "due"), [(30, 1), (0, 2)])
def test_example_18_short_tardy_after_the_first_report_48261(judged, least, due):
    world = student_year(*THREE, T("09-30", 10))
    days, found = judged(world, truancy__second_report_tardy_min=least)
    assert (found["reports_due"], found["counted_days"]) == (due, 3)
    assert (days[on("09-30")].occasions, days[on("09-30")].why) == (0, "too_short")
    assert days[on("09-30")].countable_on == (None if due == 1 else on("09-30"))


@pytest.mark.parametrize(
    ("steps", "status"), [((), "habitual_eligible"), ((effort("10-30"),), "habitual")]
)
def test_example_19_four_reports_48262(standing, steps, status):
    world = student_year(*THREE, reports=filed("09-16", "10-05", "10-29", "11-18"), steps=steps)
    found = standing(world)
    assert (found["status"], found["reports_filed"]) == (status, 4)


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ((), "truant"),  # filed facts stand until a person withdraws them
        (("withdrawn",), "watch"),
        (("withdrawn", "upheld"), "truant"),
    ],
)
def test_example_20_excused_after_the_report_48260(standing, verdicts, status):
    world = student_year(
        U("08-20"), E("09-03"), U("09-16"), reports=filed("09-16", verdicts=verdicts)
    )
    found = standing(world, as_of=on("10-06"))
    assert (found["counted_days"], found["first_truant_on"]) == (2, None)
    assert found["status"] == status


def test_example_23_school_years_are_apart_48260(standing):
    before = enrolled("2026-05-04")
    world = student_year(U("2026-06-02"), U("2026-06-09"), U("08-19"), enrollments=(before,))
    found = standing(world)
    assert (found["counted_days"], found["first_truant_on"]) == (1, None)
    assert standing(replace(world, year=2025), as_of=on("2026-06-30"))["counted_days"] == 2


def test_example_24_habitual_last_year_48262(standing):
    moments = ("2026-05-05", "2026-05-12", "2026-05-19")
    world = student_year(
        U("08-20"),
        enrollments=(enrolled("2026-05-04"),),
        reports=filed(*moments, year=2025),
        steps=(effort("2026-05-13", year=2025),),
    )
    found = standing(world)
    assert (found["status"], found["reports_filed"]) == ("watch", 0)
    last_year = standing(replace(world, year=2025), as_of=on("2026-06-30"))
    assert (last_year["status"], last_year["reports_filed"]) == ("habitual", 3)


def test_example_25_sixth_birthday_48200(judged):
    marks = (U("09-02"), U("09-09"), U("10-20"))
    days, found = judged(student_year(*marks, born=date(2020, 10, 15)))
    assert [day.why for day in days.values()] == ["age", "age", "full_day"]
    assert (found["counted_days"], found["days_absent"]) == (1, 3)


def test_example_26_eighteenth_birthday_48200(standing):
    marks = (U("09-02"), U("09-09"), U("10-20"))
    found = standing(student_year(*marks, born=date(2008, 10, 1)))
    assert (found["counted_days"], found["first_truant_on"]) == (2, None)


def test_example_27_transfer_in_the_district_48260(standing):
    there, here = enrolled(exit_day="10-02"), enrolled("10-05", school=2)
    marks = (U("08-20"), U("09-03"), U("10-13", school=2))
    found = standing(student_year(*marks, enrollments=(there, here)))
    assert (found["first_truant_on"], found["school_id"]) == (on("10-13"), 2)
    assert found["days_enrolled"] == 69


def test_example_27_transfer_from_another_district_48263_6(standing):
    found = standing(student_year(U("10-13"), enrollments=(enrolled("10-05"),)))
    assert (found["counted_days"], found["days_enrolled"]) == (1, 34)


def test_example_38_independent_study_51747(judged):
    days = first_days(5)
    world = student_year(*map(IC, days[:3]), *map(II, days[3:]))
    outcomes, found = judged(world)
    assert {day.why for day in outcomes.values()} == {"study"}
    assert (found["days_absent"], found["days_study_incomplete"]) == (2, 2)
    assert found["counted_days"] == 0


def test_example_56_unsubmitted_attendance_48260(judged):
    rolls = tuple(Submission(1, on(day)) for day in ("09-03", "09-16"))
    days, found = judged(student_year(*THREE, submissions=rolls))
    assert [day.outcome for day in days.values()] == ["absent", "not_taken", "not_taken"]
    assert (found["counted_days"], found["days_absent"], found["not_taken_days"]) == (1, 1, 2)


def test_example_56_unsubmitted_attendance_without_a_mark_48260(judged):
    days, found = judged(student_year(submissions=(Submission(1, on("09-03")),)))
    assert (days, found["not_taken_days"], found["days_enrolled"]) == ({}, 1, 69)
