"""School days of a student, each with whether it was missed, as far as attendance is known."""

from datetime import date, timedelta

import pytest

from attendance.choices import Outcome
from attendance.models import Submission
from plans.queries.days import days_of
from tests.factories import TODAY, DayOutcomeFactory, EnrollmentFactory, MarkFactory
from tests.plans.world import judged, school_days

MONDAY = date(2026, 11, 9)
SUNDAY = MONDAY + timedelta(days=6)


def day(n):
    return MONDAY + timedelta(days=n)


def found(student, first=MONDAY, last=SUNDAY):
    return days_of(student.pk, first=first, last=last)


@pytest.fixture
def oak(district):
    school_days(district.oak, MONDAY, MONDAY + timedelta(days=13), holidays=[day(2)])
    return district.oak


def test_weekends_and_holidays_are_left_out(district, oak):
    judged(district.ana, oak)
    assert found(district.ana) == [(day(n), False) for n in (0, 1, 3, 4)]


def test_a_day_missed_whole_is_marked(district, oak):
    judged(district.ana, oak, missed=[day(1), day(4)])
    assert [missed for _, missed in found(district.ana)] == [False, True, False, True]


@pytest.mark.parametrize(
    ("outcome", "missed"),
    [
        (Outcome.ABSENT, True),
        (Outcome.SUSPENDED_OUT, True),
        (Outcome.STUDY_INCOMPLETE, True),
        (Outcome.PARTIAL, False),
        (Outcome.TARDY, False),
        (Outcome.SUSPENDED_IN, False),
        (Outcome.STUDY_COMPLETE, False),
    ],
)
def test_only_a_whole_day_is_missed(district, oak, outcome, missed):
    judged(district.ana, oak)
    DayOutcomeFactory(student=district.ana, school=oak, date=day(1), outcome=outcome)
    assert dict(found(district.ana))[day(1)] == missed


def test_a_day_on_which_attendance_was_not_taken_is_unknown(district, oak):
    judged(district.ana, oak)
    DayOutcomeFactory(student=district.ana, school=oak, date=day(1), outcome=Outcome.NOT_TAKEN)
    Submission.objects.create(school=oak, date=day(3), taken=False)
    assert [one for one, _ in found(district.ana)] == [day(0), day(4)]


def test_days_that_were_not_judged_yet_are_unknown(district, oak):
    judged(district.ana, oak, as_of=day(1))
    assert [one for one, _ in found(district.ana)] == [day(0)]
    MarkFactory(school=oak, date=day(1))
    assert [one for one, _ in found(district.ana)] == [day(0), day(1)]


def test_nobody_knows_the_days_of_a_year_that_was_never_judged(district, oak):
    assert found(district.ana) == []


def test_days_before_the_entry_and_after_the_exit_are_left_out(district, oak):
    judged(district.finn, oak)
    EnrollmentFactory(student=district.finn, school=oak, entry_date=day(1), exit_date=day(3))
    assert [one for one, _ in found(district.finn)] == [day(1), day(3)]


def test_two_schools_on_one_day_are_one_day(district, oak):
    school_days(district.elm, MONDAY, SUNDAY)
    judged(district.ana, oak)
    EnrollmentFactory(student=district.ana, school=district.elm, entry_date=MONDAY)
    assert [one for one, _ in found(district.ana)] == [day(n) for n in range(5)]


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (0, 6, 4),
        (0, 0, 1),
        (1, 3, 2),
        (5, 6, 0),
        (4, 0, 0),
    ],
)
def test_both_ends_belong_to_it(district, oak, first, last, count):
    judged(district.ana, oak)
    assert len(found(district.ana, day(first), day(last))) == count


def test_another_child_has_their_own(district, oak):
    judged(district.ana, oak, missed=[day(0)])
    judged(district.ben, oak)
    assert not any(missed for _, missed in found(district.ben))


@pytest.mark.parametrize("weeks", [1, 40])
def test_it_costs_one_statement(district, oak, django_assert_num_queries, weeks):
    judged(district.ana, oak)
    with django_assert_num_queries(1):
        found(district.ana, TODAY - timedelta(weeks=weeks), TODAY)
