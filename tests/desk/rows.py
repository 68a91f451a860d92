"""A judged school year for the tests of screens, written row by row."""

import re
from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from attendance.choices import Band, Excuse, MarkKind, Outcome, Status, Why
from attendance.models import DayOutcome, Mark, Standing
from students.models import School, SchoolDay, Student
from tests.factories import FIRST, YEAR, AttendanceCodeFactory, StandingFactory


def school_days(count: int) -> list[date]:
    """The first weekdays of the school year."""
    days = (FIRST + timedelta(days=n) for n in range(2 * count + 7))
    return [day for day in days if day.weekday() < 5][:count]


def teach(school: School, *, days: int = 60) -> None:
    """Give the school a calendar of so many days from the first day of instruction."""
    calendar = [
        SchoolDay(school=school, date=day, school_year=YEAR, is_school_day=True, ordinal=n)
        for n, day in enumerate(school_days(days), start=1)
    ]
    SchoolDay.objects.bulk_create(
        calendar,
        update_conflicts=True,
        unique_fields=["school", "date"],
        update_fields=["school_year", "is_school_day", "ordinal"],
    )


def judge(
    student: Student, school: School, *, counted: int = 0, excused: int = 0, **standing: object
) -> Standing:
    """Write marks, day outcomes and the standing of a student who missed so many whole days."""
    unexcused = AttendanceCodeFactory(code="U", label="Unexcused", excuse=Excuse.UNEXCUSED)
    ill = AttendanceCodeFactory(
        code="I", label="Illness", kind=MarkKind.ABSENT, excuse=Excuse.EXCUSED
    )
    days = school_days(counted + excused)
    Mark.objects.bulk_create(
        Mark(student=student, school=school, date=day, code=unexcused if n < counted else ill)
        for n, day in enumerate(days)
    )
    DayOutcome.objects.bulk_create(
        DayOutcome(
            student=student,
            school=school,
            date=day,
            outcome=Outcome.ABSENT,
            excuse=Excuse.UNEXCUSED if n < counted else Excuse.EXCUSED,
            occasions=1 if n < counted else 0,
            countable_on=day + timedelta(days=1) if n < counted else None,
            why=Why.FULL_DAY if n < counted else Why.EXCUSED,
        )
        for n, day in enumerate(days)
    )
    asked = {
        "days_absent": counted + excused,
        "days_absent_unexcused": counted,
        "days_absent_excused": excused,
        "counted_days": counted,
        "first_truant_on": days[2] if counted > 2 else None,
        "reports_due": int(counted > 2),
        "status": Status.WATCH if counted else Status.NONE,
        "band": Band.AT_RISK if counted else Band.SATISFACTORY,
    }
    return StandingFactory(student=student, school=school, **(asked | standing))


def statements(person, address: str) -> int:
    """How many statements a page takes beyond a signed-in page that shows nothing."""
    return _count(person, address) - _count(person, "/account/inactive/")


def _count(person, address: str) -> int:
    person.client.get(address)  # whatever is kept between requests is kept now
    with CaptureQueriesContext(connection) as taken:
        assert person.client.get(address).status_code == 200
    # What goes out with a page's first statement is no statement of its own.
    ahead = ("SAVEPOINT", "RELEASE SAVEPOINT", "SELECT set_config('psa.principal'")
    return sum(not one["sql"].startswith(ahead) for one in taken)


def text_of(person, address: str) -> str:
    """The page with its white space folded and without its token, as a reader takes it in."""
    response = person.client.get(address)
    assert response.status_code == 200, response.status_code
    page = " ".join(response.content.decode().split())
    return re.sub(r'(CSRFToken": |name="csrfmiddlewaretoken" value=)"\w+"', "", page)


def page_of(student: Student) -> str:
    return f"/students/{student.pk}/"
