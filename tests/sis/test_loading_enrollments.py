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


@pytest.mark.parametrize("exit_day", ["last", "gone"])
@pytest.mark.parametrize(("left", "stored"), [("2026-09-14", 1), ("2026-09-11", 0)])
def test_a_mark_on_the_exit_date_is_kept_however_the_policy_reads_it(
    bundle, exit_day, left, stored
):
    """Judging reads the policy: whoever changes it later finds the mark."""
    set_policy({"enrollment.exit_day": exit_day})
    enrollments = BASE["enrollments.csv"].replace("1,A,2026-08-13,,", f"1,A,2026-08-13,{left},")
    import_sis(bundle(enrollments=enrollments, marks=marks("1,A,2026-09-14,,AU,,")))
    assert (Mark.objects.count(), SetAside.objects.count()) == (stored, 1 - stored)


@pytest.mark.parametrize("is_last_day", [False, True])
def test_a_snapshot_ends_whom_it_lacks(bundle, is_last_day):
    row, last = "2,A,2026-08-13,{},6,,\n", clock.today() if is_last_day else ""
    before = BASE["enrollments.csv"].replace(row.format(""), row.format(last))
    import_sis(bundle(enrollments=before))
    report = import_sis(bundle(enrollments=before.replace(row.format(last), "")))
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


def test_an_enrollment_of_a_year_that_is_over_ends_with_it(bundle):
    """Whether the snapshot is of that year or of a later one; who was elsewhere already ended yesterday."""
    head, *_ = BASE["enrollments.csv"].splitlines(keepends=True)
    stays = "1,A,2025-08-13,2026-06-10,4,,\n1,B,2026-08-13,,5,,\n"
    gone = "2,A,2025-08-13,,5,,\n3,B,2025-08-13,,6,,\n1,B,2026-08-12,,5,,\n"
    import_sis(bundle(enrollments=head + stays + gone))
    import_sis(bundle(enrollments=head + stays))
    ended = Enrollment.objects.exclude(entry_date=date(2026, 8, 13)).order_by(
        "student__sis_id", "entry_date"
    )
    assert list(ended.values_list("student__sis_id", "exit_date")) == [
        ("1", date(2026, 6, 10)),
        ("1", min(clock.today() - timedelta(days=1), date(2027, 6, 30))),
        ("2", date(2026, 6, 30)),
        ("3", date(2026, 6, 30)),
    ]


AGAIN = BASE["enrollments.csv"].replace("1,A,2026-08-13,,5", "1,A,2026-09-16,,6")


@pytest.mark.parametrize("day", ["2026-09-14", "2026-08-13", "2026-09-15"])
def test_out_and_in_again_keeps_the_days_before(bundle, day):
    """A day moved over a mark is no correction of an entry date, nor is one over the first day's."""
    days = {
        "marks": marks(f"1,A,{day},,AU,,"),
        "calendar": BASE["calendar.csv"] + "A,2026-08-13,Y,\n",
    }
    import_sis(bundle(**days))
    for _ in range(2):
        report = import_sis(bundle(enrollments=AGAIN, **days))
    assert report["files"]["enrollments.csv"]["closed"] == 0  # the first night did
    stays = Enrollment.objects.filter(student__sis_id="1").order_by("entry_date")
    assert [(s.entry_date, s.exit_date, s.grade) for s in stays] == [
        (date(2026, 8, 13), date(2026, 9, 15), "5"),
        (date(2026, 9, 16), None, "6"),
    ]
    assert (Mark.objects.count(), SetAside.objects.count()) == (1, 0)


def test_a_third_entry_ends_the_second_the_day_before(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "1,A,2026-09-17,,AU,,")))
    for entry in ("2026-09-16", "2026-09-18"):
        import_sis(bundle(enrollments=AGAIN.replace("2026-09-16", entry)))
    stays = Enrollment.objects.filter(student__sis_id="1").order_by("entry_date")
    assert [stay.exit_date for stay in stays] == [date(2026, 9, 15), date(2026, 9, 17), None]


@pytest.mark.parametrize(("days", "stays"), [(10, 1), (11, 2)])
def test_a_correction_goes_over_ten_school_days_at_most(bundle, days, stays):
    """Nobody was absent: a day that is moved far leaves the days before it."""
    dates = [date(2026, 8, 31) + timedelta(days=n + 2 * (n // 5)) for n in range(days)]
    calendar = "school_id,date,is_school_day,note\n" + "".join(f"A,{day},Y,\n" for day in dates)
    import_sis(bundle(calendar=calendar))
    later = BASE["enrollments.csv"].replace("1,A,2026-08-13", "1,A,2026-09-30")
    import_sis(bundle(calendar=calendar, enrollments=later))
    assert Enrollment.objects.filter(student__sis_id="1").count() == stays


def test_an_entry_date_moved_back_is_a_correction(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,")))
    earlier = BASE["enrollments.csv"].replace("1,A,2026-08-13", "1,A,2026-08-03")
    import_sis(bundle(enrollments=earlier))
    assert Enrollment.objects.get(student__sis_id="1").entry_date == date(2026, 8, 3)


@pytest.mark.parametrize(("left", "stays"), [("2026-08-20", 1), ("2026-08-19", 2)])
def test_an_entry_date_moves_no_further_than_the_exit(bundle, left, stays):
    before = BASE["enrollments.csv"].replace("1,A,2026-08-13,", f"1,A,2026-08-13,{left}")
    import_sis(bundle(enrollments=before))
    import_sis(
        bundle(enrollments=BASE["enrollments.csv"].replace("1,A,2026-08-13", "1,A,2026-08-20"))
    )
    assert Enrollment.objects.filter(student__sis_id="1").count() == stays


@pytest.mark.parametrize("marked", ["", "1,A,2026-08-20,,AU,,"])
def test_a_corrected_entry_date_moves_the_enrollment(bundle, marked):
    """A mark of the day on which it now begins is none of a day before it."""
    calendar = BASE["calendar.csv"] + "A,2026-08-20,Y,\n"
    import_sis(bundle(calendar=calendar, marks=marks(*filter(None, [marked]))))
    moved = BASE["enrollments.csv"].replace("1,A,2026-08-13", "1,A,2026-08-20")
    report = import_sis(bundle(enrollments=moved))
    assert report["files"]["enrollments.csv"]["updated"] == 1
    assert report["files"]["enrollments.csv"]["created"] == 0
    assert Enrollment.objects.get(student__sis_id="1").entry_date == date(2026, 8, 20)
