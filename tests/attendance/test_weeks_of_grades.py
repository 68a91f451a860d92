"""Days missed by the week in some grades of a school: the same count as that of the whole school, of fewer."""

from datetime import timedelta

import pytest

from attendance.actions.weeks import count_weeks
from attendance.choices import Outcome
from attendance.models import Submission
from attendance.queries.weeks import weeks_kept, weeks_of_grades
from attendance.rules.weeks import WeekCount
from law.queries import pack_in_force
from tests.attendance.test_weeks import LAST_WEEK, away, child, has_come_in, judge
from tests.factories import TODAY, YEAR, EnrollmentFactory, SchoolDayFactory, SchoolFactory, act

WEEK = timedelta(days=7)


@pytest.fixture
def school(worker_db):
    """A school with the five days of last week and Monday to Wednesday of this one."""
    made = SchoolFactory()
    for n in (*range(5), 7, 8, 9):
        SchoolDayFactory(school=made, date=LAST_WEEK + timedelta(days=n))
    return made


def of(school, *grades, first=LAST_WEEK, last=TODAY):
    found = weeks_of_grades(school.pk, grades, first, last, pack=pack_in_force(TODAY), as_of=TODAY)
    return [((one.week - LAST_WEEK).days, one.days, one.missed) for one in found]


def in_grade(school, grade, **days):
    student = child(school, **days)
    student.enrollments.update(grade=grade)
    return student


@pytest.fixture
def grades(school):
    has_come_in(school, TODAY)
    judge()
    return [in_grade(school, grade) for grade in ("9", "9", "10")]


def test_only_the_days_of_these_grades_are_counted(school, grades):
    away(grades[0], school, 0, 1)
    away(grades[2], school, 2)
    assert of(school, "9") == [(0, 10, 2), (7, 6, 0)]
    assert of(school, "10") == [(0, 5, 1), (7, 3, 0)]
    assert of(school, "9", "10") == [(0, 15, 3), (7, 9, 0)]
    assert of(school, "11") == []


def test_all_grades_together_are_the_whole_school_as_it_was_counted(school, grades):
    away(grades[0], school, 0, 7)
    away(grades[1], school, 3, outcome=Outcome.NOT_TAKEN)
    Submission.objects.create(school=school, date=LAST_WEEK + timedelta(days=4), taken=False)
    in_grade(school, "10", first=LAST_WEEK + timedelta(days=2), last=LAST_WEEK + timedelta(days=7))
    count_weeks(act())
    kept = weeks_kept(school.pk, year=YEAR)
    assert kept[YEAR - 1] == []
    assert kept[YEAR] == [WeekCount(LAST_WEEK, 13, 1), WeekCount(LAST_WEEK + WEEK, 10, 1)]
    assert of(school, "9", "10") == [(0, 13, 1), (7, 10, 1)]


def test_both_days_that_bound_it_are_in_it(school, grades):
    first, last = LAST_WEEK + timedelta(days=1), LAST_WEEK + timedelta(days=3)
    away(grades[2], school, 0, 1, 3, 4)
    assert of(school, "10", first=first, last=last) == [(0, 3, 2)]


def test_who_changed_grades_or_came_twice_is_counted_once(school, grades):
    EnrollmentFactory(student=grades[2], school=school, entry_date=LAST_WEEK - WEEK, grade="9")
    away(grades[2], school, 1)
    assert of(school, "9", "10") == [(0, 15, 1), (7, 9, 0)]


def test_a_day_missed_at_another_school_is_not_of_this_one(school, grades):
    away(grades[2], SchoolFactory(), 1)
    assert of(school, "10") == [(0, 5, 0), (7, 3, 0)]
