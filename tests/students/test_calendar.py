"""A task falls due on a school day of the student's own school, and who chooses another is told."""

from datetime import date, timedelta

import pytest

from students.models import SchoolDay
from students.queries.days import calendar_of
from students.rules.calendar import WEEKDAYS, SchoolCalendar
from tests.factories import TODAY, YEAR, EnrollmentFactory, SchoolFactory, StudentFactory

WEDNESDAY = date(2026, 11, 18)
FALL = SchoolCalendar(
    "Oak", date(2026, 11, 18), date(2026, 11, 30), {WEDNESDAY, date(2026, 11, 19), date(2026, 11, 30)}
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 19), date(2026, 11, 19)),
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 23)),  # a Saturday becomes Monday
        (date(2026, 11, 22), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_without_a_calendar_a_weekday(day, due):
    assert WEEKDAYS.next_from(day) == due


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 19), date(2026, 11, 19)),
        (date(2026, 11, 20), date(2026, 11, 30)),  # a week without school
        (date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2026, 12, 1)),  # beyond what is known
        (date(2026, 12, 5), date(2026, 12, 7)),
        (date(2026, 11, 17), date(2026, 11, 17)),  # before it
    ],
)
def test_with_one_a_day_of_school(day, due):
    assert FALL.next_from(day) == due


def test_who_chooses_another_day_is_told_which_is_next():
    assert FALL.warning_of(WEDNESDAY) == ""
    assert FALL.warning_of(date(2026, 11, 26)) == (
        "Thu, Nov 26 is no school day at Oak; the next one is Mon, Nov 30."
    )
    assert WEEKDAYS.warning_of(date(2026, 11, 21)).startswith("Sat, Nov 21 is no school day; ")


def day_of(school, day, *, is_school_day):
    SchoolDay.objects.create(
        school=school, date=day, school_year=YEAR, is_school_day=is_school_day, ordinal=1
    )


@pytest.mark.django_db
def test_the_calendar_is_of_the_school_where_the_student_is_enrolled(django_assert_num_queries):
    student, (left, here) = StudentFactory(), SchoolFactory.create_batch(2)
    EnrollmentFactory(student=student, school=left, exit_date=TODAY - timedelta(days=1))
    EnrollmentFactory(student=student, school=here, entry_date=TODAY)
    for school, is_school_day in ((left, True), (here, False)):
        day_of(school, TODAY + timedelta(days=1), is_school_day=is_school_day)
        day_of(school, TODAY - timedelta(days=1), is_school_day=True)
    day_of(here, TODAY, is_school_day=False)
    with django_assert_num_queries(1):
        found = calendar_of(student.pk, on=TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert (found.school, found.first, found.last) == (here.name, TODAY, tomorrow)
    assert found.next_from(TODAY) == TODAY + timedelta(days=2)


@pytest.mark.django_db
def test_nowhere_and_without_days_every_weekday():
    student = StudentFactory()
    assert calendar_of(student.pk, on=TODAY) == WEEKDAYS
    school = EnrollmentFactory(student=student).school
    assert calendar_of(student.pk, on=TODAY) == SchoolCalendar(school.name)
