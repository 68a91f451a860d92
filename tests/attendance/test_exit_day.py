"""The exit date is the last day enrolled, or the first day gone: then no return is on it."""

import pytest

from law.packs import load_pack
from tests.attendance.fall_of_2026 import AS_OF, DAYS, U, enrolled, on, student_year
from tests.attendance.world import judge_all, load

SCHOOL_DAYS = sorted(DAYS)
ABSENT = SCHOOL_DAYS.index(on("09-01"))


@pytest.mark.parametrize(
    ("exit_day", "left", "closes"),
    [
        ("last", 1, 11),  # back on the exit date: ten school days from then on
        ("gone", 1, 10),  # that day was no return: ten from the absence
        ("gone", 2, 11),
        ("last", 0, 10),  # absent on the last day
    ],
)
def test_a_return_on_the_exit_date(worker_db, exit_day, left, closes):
    exit_date = SCHOOL_DAYS[ABSENT + left].isoformat()
    load(student_year(U("09-01"), enrollments=(enrolled(exit_day=exit_date),)))
    pack = load_pack("lausd", overrides={"enrollment.exit_day": exit_day})
    days, _ = judge_all(student_year(), AS_OF, pack)[1]
    assert days[on("09-01")].pending_until == SCHOOL_DAYS[ABSENT + closes]
