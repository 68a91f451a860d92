"""The numbered rules of the year at their boundaries, through both engines."""

import pytest

from tests.attendance.fall_of_2026 import (
    AS_OF,
    II,
    PU,
    TE,
    TV,
    E,
    L,
    P,
    S,
    T,
    U,
    V,
    at,
    enrolled,
    filed,
    first_days,
    on,
    student_year,
)
from tests.attendance.plain import Step, Submission
from tests.attendance.reference import defaults

DAY = "08-20"
WINDOW = {"truancy.pending_window_school_days": 3}


@pytest.mark.parametrize(
    ("marks", "rolls", "enrollment", "pending_until"),
    [
        ([], [], enrolled(), "08-26"),  # back on 08-21, three more school days
        ([S("08-21"), II("08-24")], [], enrolled(), "08-28"),  # back on the third, 08-25
        ([U("08-21"), U("08-24"), U("08-25")], [], enrolled(), "08-25"),  # not back in three
        ([], ["08-21"], enrolled(), "08-27"),  # a roll not taken is no return
        ([], [], enrolled(exit_day="08-20"), "08-25"),  # left: from the absence itself
        ([PU("08-21", 20)], [], enrolled(), "08-26"),  # part of the day is a return
    ],
)
def test_c7_window(engine, marks, rolls, enrollment, pending_until):
    world = student_year(
        U(DAY),
        *marks,
        enrollments=(enrollment,),
        submissions=tuple(Submission(1, on(day)) for day in rolls),
    )
    days = engine(world, AS_OF, WINDOW)[1][0]
    assert days[on(DAY)].pending_until == on(pending_until)


@pytest.mark.parametrize(
    ("day", "pending_until", "countable_on"),
    [
        ("06-03", "06-09", "06-10"),
        ("06-04", "06-10", "06-11"),
        ("06-07", "06-11", None),  # the next school day is in another year
        ("06-08", None, None),
    ],
)
def test_c7_the_calendar_ends(engine, day, pending_until, countable_on):
    found, standing = engine(student_year(U(day)), on("06-30"), WINDOW)[1]
    assert found[on(day)].pending_until == (pending_until and on(pending_until))
    assert found[on(day)].countable_on == (countable_on and on(countable_on))
    assert standing["pending_days"] == int(countable_on is None)


@pytest.mark.parametrize(("if_not_returned", "pending_until"), [("same", "08-25"), (1, "08-21")])
def test_c7_a_child_who_does_not_come_back(engine, if_not_returned, pending_until):
    world = student_year(*map(U, first_days(8, start=DAY)))
    overrides = WINDOW | {"truancy.pending_window_if_not_returned": if_not_returned}
    assert engine(world, AS_OF, overrides)[1][0][on(DAY)].pending_until == on(pending_until)


def test_c8_marks_after_as_of_do_not_exist(engine):
    days, standing = engine(student_year(U("08-20"), U("08-21")), on("08-20"), {})[1]
    assert (list(days), standing["days_absent"]) == ([on("08-20")], 1)


@pytest.mark.parametrize(
    ("enrollments", "exit_day", "days"),
    [
        ((enrolled(),), "last", 69),
        ((enrolled(), enrolled("09-01", school=2)), "last", 69),  # distinct dates
        ((enrolled(exit_day="08-14"),), "last", 2),
        ((enrolled(exit_day="08-14"),), "gone", 1),
        ((enrolled(exit_day="08-14"), enrolled("08-20")), "last", 66),
    ],
)
def test_s1_days_enrolled(engine, enrollments, exit_day, days):
    world = student_year(enrollments=enrollments)
    standing = engine(world, AS_OF, {"enrollment.exit_day": exit_day})[1][1]
    assert standing["days_enrolled"] == days


@pytest.mark.parametrize(
    ("least", "tardy", "due"),
    [(30, 30, 1), (30, 31, 2), (45, 40, 1), (45, 46, 2), (0, 0, 1), (0, 1, 2)],
)
def test_s4_a_tardy_after_the_first_report_48261(engine, least, tardy, due):
    world = student_year(*map(U, first_days(3)), T("08-20", tardy))
    overrides = {"truancy.second_report_tardy_min": least}
    assert engine(world, AS_OF, overrides)[1][1]["reports_due"] == due


@pytest.mark.parametrize(
    ("least", "mark", "due"),
    [(0, T, 2), (30, T, 1), (0, PU, 2), (0, TE, 1), (0, TV, 1)],
)
def test_s4_the_letter_of_48261_names_no_minutes(engine, least, mark, due):
    """A tardy of which nobody wrote down the minutes is one all the same."""
    world = student_year(*map(U, first_days(3)), mark("08-20"))
    overrides = {"truancy.second_report_tardy_min": least}
    assert engine(world, AS_OF, overrides)[1][1]["reports_due"] == due


@pytest.mark.parametrize(
    ("marks", "tardy"),
    [
        ([T("08-20", 5)], 1),
        ([TE("08-20")], 1),  # of minutes that nobody knows, excused
        ([T("08-20", 5, "1"), U("08-20", period="2")], 1),  # and a period cut
        ([T("08-20", 5, "1"), L("08-20", 40, "5")], 1),  # and gone early
        ([T("08-20", 5, "1"), T("08-20", 5, "2")], 1),
        ([U("08-20"), T("08-20", 5, "1")], 0),  # absent all day
        ([L("08-20", 40)], 0),
        ([P("08-20")], 0),
    ],
)
def test_s2_days_tardy_are_all_days_with_a_tardy(engine, marks, tardy):
    days, standing = engine(student_year(*marks), AS_OF, {})[1]
    assert standing["tardy_days"] == tardy
    assert [day.is_tardy for day in days.values()] == [bool(tardy)]


@pytest.mark.parametrize(
    ("window", "counts", "as_of", "is_one"),
    [
        (0, True, "08-21", False),  # without a window nothing unverified counts
        (1, True, "08-21", True),  # 1 of 7 days: back on the 14th, open through the 17th
        (1, True, "08-17", False),
        (1, False, "08-21", False),
    ],
)
def test_s8_uncleared_days_count_as_they_do_for_reports(engine, window, counts, as_of, is_one):
    overrides = {
        "truancy.pending_window_school_days": window,
        "truancy.chronic_truant_uncleared": counts,
    }
    standing = engine(student_year(V("08-13")), on(as_of), overrides)[1][1]
    assert standing["chronic_truant_arithmetic"] is is_one
    assert (standing["counted_days"] == 1) is (is_one or not counts)


@pytest.mark.parametrize(
    ("reports", "filed_count"),
    [
        (filed("11-20 23:59"), 1),
        (filed("11-21 00:00"), 0),
        (filed("09-16", is_countable=False), 0),
        (filed("09-16", verdicts=("upheld", "withdrawn")), 0),
        (filed("09-16", verdicts=("withdrawn", "upheld")), 1),
    ],
)
def test_s5_reports_that_stand(engine, reports, filed_count):
    standing = engine(student_year(reports=reports), AS_OF, {})[1][1]
    assert standing["reports_filed"] == filed_count


@pytest.mark.parametrize(
    ("absences", "reports", "tier"),
    [
        (0, 0, "prevention"),
        (4, 0, "early"),  # 5.80% of 69
        (3, 1, "prevention"),
        (3, 2, "intensive"),
        (7, 0, "intensive"),
    ],
)
def test_s9_tier(engine, absences, reports, tier):
    world = student_year(
        *map(E, first_days(absences)), reports=filed(*["09-16", "10-05"][:reports])
    )
    assert engine(world, AS_OF, {})[1][1]["tier"] == tier


def test_s9_one_counted_day_is_early(engine):
    assert engine(student_year(U(DAY)), AS_OF, {})[1][1]["tier"] == "early"


@pytest.mark.parametrize(
    ("enrollments", "as_of", "school"),
    [
        ((enrolled(),), "08-12", None),  # not enrolled yet
        ((enrolled("2026-05-04", exit_day="2026-06-30"),), "08-20", None),  # of the year before
        ((enrolled(), enrolled("10-01", school=2)), "09-30", 1),
        ((enrolled(), enrolled("10-01", school=2)), "10-01", 2),
        ((enrolled(), enrolled(school=2)), "10-01", 2),  # the same entry: the higher id
    ],
)
def test_s10_the_school_of_the_last_enrollment(engine, enrollments, as_of, school):
    standing = engine(student_year(enrollments=enrollments), on(as_of), {})[1][1]
    assert (standing and standing["school_id"]) == school


@pytest.mark.parametrize(
    ("kind", "held", "status"),
    [
        ("conference", "09-20", "habitual"),
        ("conference", "09-15", "habitual_eligible"),  # before the first report
        ("sart", "09-20", "habitual_eligible"),
    ],
)
def test_s6_a_conference_that_was_held_is_an_effort(engine, kind, held, status):
    """As a history knows it: the day alone."""
    step = Step(1, kind, at(held), has_time=False)
    world = student_year(
        *map(U, first_days(3)), reports=filed("09-16", "09-17", "09-18"), steps=(step,)
    )
    assert engine(world, AS_OF, {})[1][1]["status"] == status


def test_lausd_pack_extends_california():
    own = {"truancy.pending_window_school_days": 10, "safety.child_line": "800-540-4000"}
    assert defaults("lausd") == defaults() | own


def test_moments_are_of_the_district():
    assert at("11-20 23:59").utcoffset().total_seconds() == -8 * 3600
