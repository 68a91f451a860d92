"""The same marks mean different days at schools with other bell schedules or rolls (D1, D3)."""

import pytest
from django.db import IntegrityError

from attendance.models import AttendanceCode, Mark
from tests.attendance.fall_of_2026 import AS_OF, BELL, CODES, DAYS, YEAR, on
from tests.attendance.plain import (
    Enrollment,
    School,
    Student,
    Submission,
    World,
)
from tests.attendance.plain import Mark as PlainMark

SHORT = BELL[:2]
LONGER = tuple((period, minutes + 45) for period, minutes in BELL)
DAY = on("09-16")


def same_marks(*submissions: Submission, day=DAY) -> World:
    """Schools 1 to 5, a student at each with the same number, all missing periods 1 and 2."""
    bells = {1: SHORT, 2: BELL, 3: SHORT, 4: (), 5: LONGER}
    students = range(1, 6)
    return World(
        year=YEAR,
        schools=tuple(School(id=number, days=DAYS, bell=bell) for number, bell in bells.items()),
        codes=CODES,
        students=tuple(Student(number, on("2012-01-01")) for number in students),
        enrollments=tuple(Enrollment(n, n, n, on("08-13")) for n in students),
        marks=tuple(PlainMark(n, n, day, "U", period) for n in students for period in ("1", "2")),
        submissions=submissions,
    )


def outcomes(answers):
    return {student: days[DAY].outcome for student, (days, _) in answers.items() if days}


def test_d3_a_day_is_read_by_the_bell_of_its_school(engine):
    answers = engine(same_marks(), AS_OF, {})
    assert outcomes(answers) == {1: "absent", 2: "partial", 3: "absent", 4: "absent", 5: "partial"}
    assert {n: days[DAY].gap_minutes for n, (days, _) in answers.items()} == {
        1: 100,
        2: 100,
        3: 100,
        4: None,
        5: 190,
    }


def test_d1_a_day_is_read_by_what_was_not_taken_there(engine):
    world = same_marks(
        Submission(1, DAY),
        Submission(2, DAY, period="2"),
        Submission(3, DAY, period="1"),
        Submission(4, on("09-17")),
        *(Submission(5, DAY, period=period) for period in ("1", "2")),
    )
    answers = engine(world, AS_OF, {})
    assert outcomes(answers) == {1: "not_taken", 2: "partial", 3: "partial", 4: "absent"}
    assert answers[2][0][DAY].gap_minutes == 50


def test_d1_a_day_not_taken_at_all_stays_so_when_its_periods_are_said_too(engine):
    said = (Submission(1, DAY, period=period) for period in ("", "1", "2"))
    answers = engine(same_marks(*said), AS_OF, {})
    assert outcomes(answers)[1] == "not_taken"


@pytest.mark.parametrize("separator", ["\x1d", "\x1e", "\x1f"])
def test_no_period_holds_what_parts_the_marks_of_a_day(worker_db, separator):
    code = AttendanceCode.objects.create(code="A", kind="absent")
    with pytest.raises(IntegrityError, match="mark_period_has_no_separator"):
        Mark.objects.create(
            student_id=1, school_id=1, date=DAY, period=f"1{separator}2", code=code
        )
