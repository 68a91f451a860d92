"""Which letter is owed, to the day: what suppresses it, when it is due, and at which school."""

from datetime import UTC, date, timedelta

import pytest

from attendance.models import ProcessStep, ReportDecision
from law.actions import use_policy
from letters.actions import follow
from letters.actions.follow import FULL_LOOK_EVERY, is_behind
from letters.choices import EventKind, Stage
from letters.models import LetterEvent, Notice
from students.models import Enrollment, SchoolDay
from tests.factories import TODAY, YEAR, EnrollmentFactory, StandingFactory, act
from tests.letters import world
from tests.letters.world import JOB, NOON, acting, later, report
from tests.world import move

FILED = date(2026, 11, 16)  # a Monday, as `report` has it
DAY = timedelta(days=1)


def run(**delta):
    return follow(acting(JOB, later(**delta)))


def decide(filed, verdict, *, minutes=0):
    ReportDecision.objects.create(
        report=filed,
        verdict=verdict,
        reason="A note",
        decided_by="Bell",
        decided_at=NOON + timedelta(minutes=minutes),
    )


def step(student, **values):
    return ProcessStep.objects.create(
        **{
            "student": student,
            "school_year": YEAR,
            "kind": "notice_48260_5",
            "happened_at": NOON,
            "evidence_kind": "history",
            "evidence_id": "1",
            **values,
        }
    )


@pytest.mark.parametrize(
    ("values", "made"),
    [
        ({}, 0),
        ({"withdrawn_at": NOON}, 1),  # a notice that was taken back is none
        ({"school_year": YEAR - 1}, 1),
        ({"kind": "effort_48262"}, 1),
    ],
)
def test_only_a_notice_of_the_year_that_counts_stands_in_the_way(ana, values, made):
    step(ana, **values)
    report(ana)
    assert run() == made


def test_another_student_s_notice_stands_in_nobody_s_way(ana, district):
    step(district.ben)
    report(ana)
    assert run() == 1


@pytest.mark.parametrize(
    ("verdicts", "made"),
    [
        (["withdrawn"], 0),
        (["upheld"], 1),
        (["withdrawn", "upheld"], 1),
        (["upheld", "withdrawn"], 0),
    ],
)
def test_the_newest_verdict_on_a_report_holds(ana, verdicts, made):
    filed = report(ana)
    for minutes, verdict in enumerate(verdicts):
        decide(filed, verdict, minutes=minutes)
    assert run() == made


def test_where_the_first_report_fell_the_second_calls_for_the_notice(ana):
    decide(report(ana, on=FILED - 10 * DAY), "withdrawn")
    second = report(ana)
    assert run() == 1
    assert Notice.objects.get().report == second


def test_of_two_reports_the_one_that_was_filed_first_calls_for_it(ana):
    report(ana, on=FILED)
    first = report(ana, on=FILED - 3 * DAY)
    run()
    assert Notice.objects.get().report == first


# --- When it is due --------------------------------------------------------------------------


def due_by(ana, district, *days, **taught):
    """The day by which the notice is due, where school is taught on these days of November."""
    for ordinal, day in enumerate(days, start=1):
        SchoolDay.objects.create(
            school=district.oak,
            date=date(2026, 11, day),
            school_year=YEAR,
            is_school_day=taught.get(f"on_{day}", True),
            ordinal=ordinal,
        )
    report(ana)
    run()
    return Notice.objects.get().due_by.day


def test_the_day_of_the_report_is_not_the_first_of_the_five(ana, district):
    assert due_by(ana, district, 16, 17, 18, 19, 20, 23) == 23


def test_a_day_without_school_is_passed_over(ana, district):
    assert due_by(ana, district, 17, 18, 19, 20, 23, 24, on_18=False) == 24


@pytest.mark.parametrize(("days", "day"), [(0, 17), (1, 17), (2, 18)])
def test_a_district_may_set_how_many(ana, district, days, day):
    own = {"notice.due_school_days": days}
    use_policy(act(), pack="california", overrides=own, effective_from=FILED)
    assert due_by(ana, district, 16, 17, 18, 19) == day


def test_where_the_calendar_ends_too_early_days_are_counted(ana, district):
    assert due_by(ana, district, 17, 18) == 21


def test_a_report_of_the_evening_was_filed_on_its_day(ana, monkeypatch):
    """By the clock of the database it is another day by then."""
    monkeypatch.setattr(world, "NOON", NOON.replace(hour=23))
    assert report(ana).filed_at.astimezone(UTC).date() == FILED + DAY
    run()
    assert Notice.objects.get().due_by == FILED + 5 * DAY


# --- Where it is sent from -------------------------------------------------------------------


def test_a_student_who_moved_before_the_report_is_written_to_from_the_new_school(ana, district):
    Enrollment.objects.filter(student=ana).delete()
    move(ana, district.oak, days_ago=3, to=district.pine)
    report(ana)
    run()
    assert Notice.objects.get().school == district.pine


@pytest.mark.parametrize(("days_ago", "name"), [(0, "Oak"), (1, "Pine")])
def test_on_the_last_day_at_a_school_it_is_still_the_school_s(ana, district, days_ago, name):
    Enrollment.objects.filter(student=ana).delete()
    move(ana, district.oak, days_ago=days_ago, to=district.pine)
    report(ana)
    run()
    assert Notice.objects.get().school.name == name


def test_a_student_who_left_is_written_to_from_the_last_school(ana, district):
    Enrollment.objects.filter(student=ana).delete()
    move(ana, district.elm, days_ago=20)
    report(ana)
    run()
    assert Notice.objects.get().school == district.elm


@pytest.mark.parametrize(
    ("values", "moves"),
    [
        ({"is_enrolled": True}, True),
        ({"is_enrolled": False}, False),
        ({"school_year": 2025}, False),
    ],
)
def test_a_letter_moves_only_with_a_student_who_is_enrolled_this_year(
    ana, district, values, moves
):
    report(ana)
    run()
    StandingFactory(student=ana, school=district.pine, **values)
    run()
    assert (Notice.objects.get().school == district.pine) is moves
    assert LetterEvent.objects.filter(kind=EventKind.MOVED).exists() is moves


def test_a_letter_that_was_stopped_moves_no_more(notice, ana, district):
    Notice.objects.filter(pk=notice.pk).update(stage=Stage.WITHDRAWN)
    StandingFactory(student=ana, school=district.pine)
    run()
    notice.refresh_from_db()
    assert notice.school == district.oak


# --- When there is something to follow -------------------------------------------------------


@pytest.mark.parametrize(("beyond", "is_due"), [(-1, False), (0, False), (1, True)])
def test_everything_is_looked_at_again_after_most_of_a_day(ana, beyond, is_due):
    run()
    seconds = FULL_LOOK_EVERY.total_seconds() + beyond
    assert is_behind(acting(JOB, later(seconds=seconds))) is is_due


def test_before_anything_was_followed_there_is_everything_to_follow(ana):
    assert is_behind(acting(JOB))


def test_following_never_goes_back(ana):
    run(days=1)
    run()
    assert not is_behind(acting(JOB, later(hours=30)))


def test_a_notice_of_an_earlier_year_is_no_notice_of_this_one(ana):
    old = report(ana, on=date(2026, 5, 4), year=YEAR - 1)
    Notice.objects.create(
        student=ana,
        school=EnrollmentFactory().school,
        school_year=YEAR - 1,
        kind="first_notice",
        report=old,
        due_by=TODAY,
    )
    report(ana)
    assert run() == 1
