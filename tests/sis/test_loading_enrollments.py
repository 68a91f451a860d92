"""Enrollments: begun, moved, ended by a later snapshot."""

from datetime import date, timedelta

import pytest

from attendance.models import (
    Mark,
)
from core import clock
from sis.models import SetAside
from students.models import Enrollment
from tests.sis.bundles import BASE, import_sis, marks, set_policy

pytestmark = pytest.mark.usefixtures("worker_db")


@pytest.mark.parametrize(("exit_day", "stored"), [("last", 1), ("gone", 0)])
def test_the_exit_date_is_the_last_day_or_the_first_day_gone(bundle, exit_day, stored):
    set_policy({"enrollment.exit_day": exit_day})
    enrollments = BASE["enrollments.csv"].replace("1,A,2026-08-13,,", "1,A,2026-08-13,2026-09-14,")
    import_sis(bundle(enrollments=enrollments, marks=marks("1,A,2026-09-14,,AU,,")))
    assert (Mark.objects.count(), SetAside.objects.count()) == (stored, 1 - stored)


def test_a_snapshot_ends_whom_it_lacks(bundle):
    import_sis(bundle())
    report = import_sis(
        bundle(enrollments=BASE["enrollments.csv"].replace("2,A,2026-08-13,,6,,\n", ""))
    )
    assert report["files"]["enrollments.csv"]["closed"] == 1
    gone = Enrollment.objects.get(student__sis_id="2")
    assert gone.exit_date == clock.today() - timedelta(days=1)  # today it is not there any more
    assert Enrollment.objects.get(student__sis_id="3").exit_date is None


def test_a_move_ends_the_old_school_the_day_before(bundle):
    import_sis(bundle())
    moved = BASE["enrollments.csv"].replace("2,A,2026-08-13", "2,B,2026-09-16")
    import_sis(bundle(enrollments=moved))
    assert Enrollment.objects.get(student__sis_id="2", school__sis_id="A").exit_date == date(
        2026, 9, 15
    )


def test_a_corrected_entry_date_moves_the_enrollment(bundle):
    import_sis(bundle())
    moved = BASE["enrollments.csv"].replace("1,A,2026-08-13", "1,A,2026-08-20")
    report = import_sis(bundle(enrollments=moved))
    assert report["files"]["enrollments.csv"]["updated"] == 1
    assert report["files"]["enrollments.csv"]["created"] == 0
    assert Enrollment.objects.get(student__sis_id="1").entry_date == date(2026, 8, 20)
