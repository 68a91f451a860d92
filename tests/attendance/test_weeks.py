"""Days missed by the week at each school: what is counted, when it is counted anew, and its proof."""

from dataclasses import replace
from datetime import timedelta

import pytest

from attendance.actions.weeks import PAUSE, count_weeks
from attendance.choices import Outcome
from attendance.models import (
    Assessment,
    DayOutcome,
    JudgementDue,
    SchoolWeek,
    Submission,
    WeeksCounted,
)
from attendance.queries.proofs import proofs
from attendance.rules.weeks import WeekCount
from core import sql
from students.models import Enrollment
from tests.factories import (
    TODAY,
    YEAR,
    DayOutcomeFactory,
    EnrollmentFactory,
    PolicyFactory,
    SchoolDayFactory,
    SchoolFactory,
    StudentFactory,
    act,
)

MONDAY = TODAY - timedelta(days=TODAY.weekday())
LAST_WEEK = MONDAY - timedelta(weeks=1)


@pytest.fixture
def school(worker_db):
    """A school with the five days of last week and Monday to Wednesday of this one, judged through
    today."""
    school = SchoolFactory()
    for n in (*range(5), 7, 8, 9):
        SchoolDayFactory(school=school, date=LAST_WEEK + timedelta(days=n))
    return school


@pytest.fixture
def judged(school):
    has_come_in(school, TODAY)
    return judge()


def has_come_in(school, day):
    Submission.objects.create(school=school, date=day, section="A", taken=True)


def judge(**values):
    plain = {"school_year": YEAR, "as_of": TODAY, "finished_at": act().at, "judged": 1}
    policy = values.pop("policy", None) or PolicyFactory()
    return Assessment.objects.create(policy=policy, **{**plain, **values})


def child(school, first=LAST_WEEK, last=None):
    student = StudentFactory()
    EnrollmentFactory(student=student, school=school, entry_date=first, exit_date=last)
    return student


def away(student, school, *days, outcome=Outcome.ABSENT):
    for n in days:
        day = LAST_WEEK + timedelta(days=n)
        DayOutcomeFactory(student=student, school=school, date=day, outcome=outcome)


def counted():
    count_weeks(act())
    rows = SchoolWeek.objects.order_by("school", "week")
    return [((row.week - LAST_WEEK).days, row.days, row.missed) for row in rows]


def test_days_are_students_times_school_days(school, judged):
    for _ in range(3):
        child(school)
    assert counted() == [(0, 15, 0), (7, 9, 0)]


@pytest.mark.parametrize(
    ("outcome", "missed"),
    [
        (Outcome.ABSENT, 1),
        (Outcome.SUSPENDED_OUT, 1),
        (Outcome.STUDY_INCOMPLETE, 1),
        (Outcome.SUSPENDED_IN, 0),
        (Outcome.ATTENDED, 0),
    ],
)
def test_days_missed_are_those_that_count_as_absent(school, judged, outcome, missed):
    away(child(school), school, 1, outcome=outcome)
    assert counted()[0] == (0, 5, missed)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (0, None, [5, 3]),
        (1, None, [4, 3]),  # the first day counts
        (4, None, [1, 3]),
        (7, None, [3]),
        (0, 4, [5]),
        (0, 7, [5, 1]),  # the last day enrolled counts
        (2, 2, [1]),
        (-30, 9, [5, 3]),
        (10, None, []),  # tomorrow
        (-30, -1, []),
    ],
)
def test_a_student_is_counted_while_enrolled(school, judged, first, last, days):
    ends = None if last is None else LAST_WEEK + timedelta(days=last)
    child(school, LAST_WEEK + timedelta(days=first), ends)
    assert [row[1] for row in counted()] == days


def test_the_exit_day_is_one_gone_where_the_policy_says_so(school):
    has_come_in(school, TODAY)
    judge(policy=PolicyFactory(overrides={"enrollment.exit_day": "gone"}))
    child(school, LAST_WEEK, MONDAY)
    assert counted() == [(0, 5, 0)]


def test_enrolled_twice_at_once_is_once(school, judged):
    student = child(school, LAST_WEEK, LAST_WEEK + timedelta(days=3))
    EnrollmentFactory(
        student=student, school=school, entry_date=LAST_WEEK + timedelta(days=2), exit_date=MONDAY
    )
    assert counted() == [(0, 5, 0), (7, 1, 0)]


def test_a_day_on_which_no_attendance_was_taken_is_in_neither_number(school, judged):
    student = child(school)
    away(student, school, 1)
    day = LAST_WEEK + timedelta(days=1)
    Submission.objects.create(school=school, date=day, taken=False)
    assert counted()[0] == (0, 4, 0)


@pytest.mark.parametrize("values", [{"period": "2"}, {"section": "A"}, {"taken": True}])
def test_a_period_or_section_not_taken_leaves_the_day(school, judged, values):
    child(school)
    day = {"school": school, "date": LAST_WEEK, "taken": False}
    Submission.objects.create(**{**day, **values})
    assert counted()[0] == (0, 5, 0)


def test_a_student_of_whom_it_is_not_known_is_in_neither_number(school, judged):
    away(child(school), school, 1, outcome=Outcome.NOT_TAKEN)
    child(school)
    assert counted()[0] == (0, 9, 0)


def test_days_after_the_judgement_and_without_school_are_none(school):
    judge(as_of=MONDAY)
    has_come_in(school, MONDAY)
    child(school)
    SchoolDayFactory(school=school, date=LAST_WEEK + timedelta(days=5), is_school_day=False)
    away(child(school), school, 9)
    assert counted() == [(0, 10, 0), (7, 2, 0)]


def test_the_last_day_counts_once_something_of_it_has_come_in(school):
    """Judged in the morning: of today nobody knows anything yet."""
    judge()
    child(school)
    away(child(school), school, 9)
    assert counted()[-1] == (7, 4, 0)
    has_come_in(school, TODAY)
    judge()
    count_weeks(replace(act(), at=act().at + PAUSE))
    assert SchoolWeek.objects.get(week=MONDAY).missed == 1


def test_a_policy_that_can_be_read_no_more_leaves_its_year_and_stops_nothing(school, judged):
    judge(school_year=YEAR - 1, policy=PolicyFactory(pack="gone"))
    judge(school_year=YEAR - 2, policy=PolicyFactory(overrides={"gone.value": 1}))
    child(school)
    assert counted() == [(0, 5, 0), (7, 3, 0)]
    assert WeeksCounted.objects.get().school_year == YEAR


def test_each_school_has_its_own(school, judged):
    other = SchoolFactory()
    SchoolDayFactory(school=other, date=LAST_WEEK)
    away(child(other), other, 0)
    child(school)
    assert counted() == [(0, 5, 0), (7, 3, 0), (0, 1, 1)]
    assert WeekCount(LAST_WEEK, 6, 1).percent == 16.7


# --- When ----------------------------------------------------------------------------------


def test_nothing_is_counted_before_anything_is_judged(school):
    child(school)
    judge(judged=0)
    judge(finished_at=None)
    assert counted() == []
    assert not WeeksCounted.objects.exists()


def test_what_did_not_change_is_not_counted_again(school, judged):
    student = child(school)
    assert count_weeks(act()) == 2
    away(student, school, 1)
    later = replace(act(), at=act().at + 2 * PAUSE)
    assert count_weeks(later) == 0  # nobody judged it
    judge(policy=judged.policy)
    assert count_weeks(later) == 1  # this week is as it was
    kept = WeeksCounted.objects.get()
    assert (kept.as_of, kept.counted_at) == (TODAY, later.at)


@pytest.mark.parametrize(("wait", "changed"), [(-1, 0), (0, 1)])
def test_after_the_first_of_a_day_it_is_counted_once_an_hour(school, judged, wait, changed):
    student = child(school)
    count_weeks(act())
    away(student, school, 1)
    judge(policy=judged.policy)
    assert count_weeks(replace(act(), at=act().at + PAUSE + timedelta(seconds=wait))) == changed


def test_the_first_of_a_day_waits_for_nothing(school, judged):
    student = child(school)
    WeeksCounted.objects.create(
        school_year=YEAR, assessment=0, as_of=TODAY, counted_at=act().at - timedelta(hours=13)
    )
    away(student, school, 1)
    midnight = replace(act(), at=act().at - timedelta(hours=12, minutes=59))
    assert count_weeks(midnight) == 2


def test_a_week_that_is_none_any_more_goes(school, judged):
    student = child(school)
    assert counted() == [(0, 5, 0), (7, 3, 0)]
    Enrollment.objects.filter(student=student).update(exit_date=LAST_WEEK)
    judge(policy=judged.policy)
    count_weeks(replace(act(), at=act().at + PAUSE))
    assert list(SchoolWeek.objects.values_list("days", flat=True)) == [1]


# --- Its proof ------------------------------------------------------------------------------


def found_wrong():
    """What the proof of weeks finds; None where it is not carried out."""
    for proof in proofs(TODAY):
        if proof.name.startswith("weeks"):
            return sql.tuples(proof.statement, proof.values)
    return None


def test_check_data_finds_a_week_that_is_not_what_its_days_say(school, judged):
    student = child(school)
    assert found_wrong() is None  # not counted yet
    count_weeks(act())
    assert found_wrong() == []
    SchoolWeek.objects.filter(week=MONDAY).update(missed=2)
    assert found_wrong() == [(school.pk, MONDAY)]
    SchoolWeek.objects.filter(week=MONDAY).delete()
    assert found_wrong() == [(school.pk, MONDAY)]
    away(student, school, 0)
    assert len(found_wrong()) == 2
    JudgementDue.objects.create(student=student, school_year=YEAR)
    assert found_wrong() is None  # due to be judged: known to be behind
    JudgementDue.objects.all().delete()
    judge(policy=judged.policy)
    assert found_wrong() is None  # judged since, and not counted
    assert DayOutcome.objects.count() == 1
