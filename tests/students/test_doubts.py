"""What is missing in the records of a school's students: on the day itself, and beside what is over."""

from datetime import timedelta

import pytest

from students.queries.doubts import doubts
from tests.factories import (
    TODAY,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    SchoolFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def found(school):
    return [(one.key, one.student_id) for one in doubts([school.pk], TODAY)]


@pytest.mark.parametrize(
    ("entry", "exit_", "is_here"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
    ],
)
def test_students_are_looked_at_from_their_first_to_their_last_day(entry, exit_, is_here):
    here = EnrollmentFactory(student__birth_date=None, entry_date=entry, exit_date=exit_)
    at_another = EnrollmentFactory(school=SchoolFactory(), student__birth_date=None)
    told = [("age", here.student_id), ("adult", here.student_id)]
    assert found(here.school) == (told if is_here else [])
    assert found(at_another.school) == [
        ("age", at_another.student_id),
        ("adult", at_another.student_id),
    ]


def test_an_adult_of_once_and_one_without_a_telephone_call_nobody():
    school = SchoolFactory()
    alone, unreachable, reached = (
        EnrollmentFactory(school=school, student=StudentFactory()).student for _ in range(3)
    )
    phone = GuardianFactory(phone="(213) 555-0100")
    GuardianshipFactory(student=alone, guardian=phone, is_current=False, ended_on=TODAY)
    GuardianshipFactory(student=unreachable)
    GuardianshipFactory(student=unreachable, guardian=phone, is_current=False, ended_on=TODAY)
    GuardianshipFactory(student=reached)
    GuardianshipFactory(student=reached, guardian=phone)
    assert sorted(found(school)) == [("adult", alone.pk), ("telephone", unreachable.pk)]
