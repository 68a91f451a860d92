"""Whole bundles: what is loaded, what stays out, and nothing the second time."""

from datetime import date

import pytest
from django.db import connection
from psycopg2.sql import SQL, Identifier

from attendance.models import AttendanceCode, JudgementDue, Mark, MarkChange
from audit.models import AuditEvent
from sis.models import ImportRun, RejectedRow, SetAside
from students.models import Enrollment, Guardianship, SchoolDay, Student
from tests.sis.bundles import BASE, FALL, STEERING, changed, import_sis, marks, write

pytestmark = pytest.mark.usefixtures("worker_db")


@pytest.fixture
def bundle(tmp_path):
    def make(**files):
        named = {f"{name}.csv": text for name, text in files.items()}
        return write(tmp_path / "bundle", {**BASE, **named})

    return make


def test_the_fall_bundle_is_loaded():
    report = import_sis(FALL)
    assert report["exit"] == 0
    assert report["applied"] is True
    assert report["refused"] == []
    assert report["files"]["marks.csv"] == {
        "rows": 5550,
        "created": 225,
        "updated": 0,
        "unchanged": 5177,
        "closed": 0,
        "rejected": 0,
        "set_aside": 148,
    }
    assert Student.objects.count() == 78
    assert Enrollment.objects.count() == 167
    assert Guardianship.objects.count() == 9
    assert Mark.objects.count() == 225
    assert not Mark.objects.filter(code__kind="present").exists()
    assert SetAside.objects.count() == 148
    assert SchoolDay.objects.count() == 3 * 366
    assert JudgementDue.objects.filter(school_year=2011).count() == 78


def test_the_same_bundle_twice_changes_nothing():
    import_sis(FALL)
    rows_before = row_versions()
    report = import_sis(FALL)
    assert report["exit"] == 0
    assert changed(report) == 0
    assert row_versions() == rows_before


def row_versions():
    """Every row of the district with the transaction that wrote it."""
    tables = ("students_student", "students_enrollment", "students_schoolday", "attendance_mark")
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(
                SQL("SELECT array_agg(ctid::text ORDER BY ctid) FROM {}").format(Identifier(table))
            )
            found[table] = cursor.fetchone()[0]
        return found


def test_the_steering_bundle_takes_blank_entry_dates():
    report = import_sis(STEERING)
    assert report["exit"] == 0
    assert any("no entry_date" in warning for warning in report["warnings"])
    assert Enrollment.objects.filter(entry_date=date(2011, 7, 1)).exists()
    assert Mark.objects.count() == 0
    assert SetAside.objects.count() == 57
    assert RejectedRow.objects.get(file="students.csv").value == "1999-02-29"


def test_every_date_of_a_known_year_has_a_day(bundle):
    import_sis(bundle())
    days = SchoolDay.objects.filter(school__sis_id="A").order_by("date")
    assert days.first().date == date(2026, 7, 1)
    assert days.last().date == date(2027, 6, 30)
    assert days.count() == 365
    assert days.get(date=date(2026, 9, 16)).ordinal == 3
    assert days.get(date=date(2026, 9, 19)).is_school_day is False
    assert days.last().ordinal == 5


def test_a_calendar_change_renumbers(bundle):
    import_sis(bundle())
    closed = "school_id,date,is_school_day,note\nA,2026-09-15,N,Smoke day\n"
    report = import_sis(bundle(calendar=closed))
    assert report["files"]["calendar.csv"]["updated"] == 1
    days = SchoolDay.objects.filter(school__sis_id="A")
    assert days.get(date=date(2026, 9, 16)).ordinal == 2
    assert days.get(date=date(2026, 9, 15)).note == "Smoke day"
    assert JudgementDue.objects.filter(student__sis_id="1", school_year=2026).exists()


def test_present_rows_are_stored_only_beside_others(bundle):
    report = import_sis(
        bundle(
            marks=marks("1,A,2026-09-14,1,PR,,", "1,A,2026-09-14,2,AU,,", "2,A,2026-09-14,1,PR,,")
        )
    )
    assert report["files"]["marks.csv"]["created"] == 2
    assert report["files"]["marks.csv"]["unchanged"] == 1
    assert list(Mark.objects.order_by("period").values_list("student__sis_id", "period")) == [
        ("1", "1"),
        ("1", "2"),
    ]


def test_a_changed_mark_leaves_its_old_value(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,")))
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,,AE,,Doctor")))
    assert report["files"]["marks.csv"]["updated"] == 1
    change = MarkChange.objects.get()
    assert (change.old_code, change.new_code, change.new_reason) == ("AU", "AE", "Doctor")
    assert change.withdrawn is False
    assert change.changed_by.startswith("import ")


def test_a_mark_the_file_lacks_is_withdrawn_within_its_days(bundle):
    import_sis(
        bundle(marks=marks("1,A,2026-09-14,,AU,,", "1,A,2026-09-16,,AU,,", "3,B,2026-09-15,,AU,,"))
    )
    report = import_sis(bundle(marks=marks("2,A,2026-09-14,,AU,,", "2,A,2026-09-15,,AU,,")))
    assert report["files"]["marks.csv"]["closed"] == 1
    assert set(Mark.objects.values_list("student__sis_id", "date")) == {
        ("1", date(2026, 9, 16)),  # outside the file's days
        ("2", date(2026, 9, 14)),
        ("2", date(2026, 9, 15)),
        ("3", date(2026, 9, 15)),  # another school
    }
    assert MarkChange.objects.get().withdrawn is True


def test_a_manifest_widens_the_days(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "1,A,2026-09-16,,AU,,")))
    manifest = "file,school_id,from,to\nmarks.csv,A,2026-09-14,2026-09-18\n"
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,"), manifest=manifest))
    assert report["files"]["marks.csv"]["closed"] == 1


def test_a_mark_back_to_present_is_a_change(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,")))
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,,PR,,")))
    assert report["files"]["marks.csv"]["updated"] == 1
    assert Mark.objects.count() == 0
    assert MarkChange.objects.get().new_code == "PR"


def test_a_bad_row_does_not_withdraw_what_is_on_file(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "1,A,2026-09-15,,AU,,")))
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,,??,,", "2,A,2026-09-15,,AU,,")))
    assert report["files"]["marks.csv"]["rejected"] == 1
    assert report["files"]["marks.csv"]["closed"] == 0
    assert Mark.objects.filter(student__sis_id="1").count() == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("1,B,2026-09-14,,AU,,", "no-enrollment"),
        ("1,A,2026-09-19,,AU,,", "not-a-school-day"),
        ("1,A,2026-08-12,,AU,,", "no-enrollment"),
    ],
)
def test_what_nothing_covers_is_set_aside(bundle, row, why):
    report = import_sis(bundle(marks=marks(row)))
    assert report["files"]["marks.csv"]["set_aside"] == 1
    assert Mark.objects.count() == 0
    assert SetAside.objects.get().why == why


def test_a_set_aside_mark_returns_with_its_enrollment(bundle):
    import_sis(bundle(marks=marks("1,B,2026-09-14,,AU,,")))
    later = BASE["enrollments.csv"] + "1,B,2026-09-01,,5,,\n"
    import_sis(bundle(enrollments=later))
    assert SetAside.objects.count() == 0
    assert Mark.objects.get().school.sis_id == "B"
    assert JudgementDue.objects.filter(student__sis_id="1", school_year=2026).exists()


def test_a_mark_no_longer_covered_is_set_aside(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-17,,AU,,")))
    left = BASE["enrollments.csv"].replace("1,A,2026-08-13,,", "1,A,2026-08-13,2026-09-16,")
    import_sis(bundle(enrollments=left))
    assert Mark.objects.count() == 0
    assert SetAside.objects.get().why == "no-enrollment"


@pytest.mark.parametrize(("policy", "code"), [("last", "AE"), ("first", "AU"), ("skip", None)])
def test_two_codes_for_one_period(bundle, policy, code, monkeypatch):
    monkeypatch.setattr("sis.actions.runs.marks_conflict", lambda _: policy)
    report = import_sis(bundle(marks=marks("1,A,2026-09-14,1,AU,,", "1,A,2026-09-14,1,AE,,")))
    assert any("1 with another code" in warning for warning in report["warnings"])
    found = Mark.objects.values_list("code__code", flat=True).first()
    assert found == code


def test_a_snapshot_ends_whom_it_lacks(bundle):
    import_sis(bundle())
    report = import_sis(
        bundle(enrollments=BASE["enrollments.csv"].replace("2,A,2026-08-13,,6,,\n", ""))
    )
    assert report["files"]["enrollments.csv"]["closed"] == 1
    gone = Enrollment.objects.get(student__sis_id="2")
    assert gone.exit_date is not None
    assert Enrollment.objects.get(student__sis_id="3").exit_date is None


def test_a_corrected_entry_date_moves_the_enrollment(bundle):
    import_sis(bundle())
    moved = BASE["enrollments.csv"].replace("1,A,2026-08-13", "1,A,2026-08-20")
    report = import_sis(bundle(enrollments=moved))
    assert report["files"]["enrollments.csv"]["updated"] == 1
    assert report["files"]["enrollments.csv"]["created"] == 0
    assert Enrollment.objects.get(student__sis_id="1").entry_date == date(2026, 8, 20)


def test_header_only_says_nothing(bundle):
    import_sis(bundle())
    report = import_sis(bundle(enrollments=BASE["enrollments.csv"].splitlines()[0] + "\n"))
    assert report["exit"] == 0
    assert Enrollment.objects.filter(exit_date=None).count() == 3


def test_a_dry_run_changes_nothing(bundle):
    report = import_sis(bundle(), dry_run=True)
    assert report["applied"] is False
    assert report["files"]["students.csv"]["created"] == 3
    assert Student.objects.count() == 0
    assert AttendanceCode.objects.count() == 0
    assert ImportRun.objects.get().state == "discarded"


def test_an_applied_run_is_audited(bundle):
    import_sis(bundle())
    event = AuditEvent.objects.get(action="import.applied")
    assert event.actor_kind == "command"
    assert event.target_id == str(ImportRun.objects.get().pk)
