"""Whole bundles: what is loaded, and nothing the second time."""

import io
import json
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from attendance.models import (
    AttendanceCode,
    JudgementDue,
    Mark,
    ProcessStep,
    TruancyReport,
)
from audit.models import AuditEvent
from audit.rules import Actor
from sis.models import ImportRun, RejectedRow, SetAside
from students.models import Enrollment, Guardianship, SchoolDay, SchoolRecord, Student
from tests.sis.bundles import BASE, FALL, STEERING, changed, import_sis

SOMEBODY = Actor(kind="user", id="1", name="Ana")

pytestmark = pytest.mark.usefixtures("worker_db")


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
    rejected = RejectedRow.objects.filter(file="students.csv").order_by("line")
    # Two students of one id, and no day of the calendar.
    assert {row.value for row in rejected} == {"20174756", "1999-02-29"}
    assert rejected.filter(value="20174756").count() == 2


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


GRADES = "student_id,course,mark\n1,Math,B\n1,Art,A\n2,Math,C\n"


def test_records_replace_those_of_the_students_named(bundle):
    report = import_sis(bundle(grades=GRADES))
    assert report["files"]["grades.csv"]["created"] == 3
    assert changed(import_sis(bundle(grades=GRADES))) == 0
    report = import_sis(bundle(grades="student_id,course,mark\n1,Math,C\n1,Art,A\n"))
    counts = report["files"]["grades.csv"]
    assert (counts["created"], counts["unchanged"], counts["closed"]) == (1, 1, 1)
    assert list(
        SchoolRecord.objects.order_by("student__sis_id", "position").values_list(
            "student__sis_id", "position", "data"
        )
    ) == [
        ("1", 1, {"course": "Art", "mark": "A"}),
        ("1", 2, {"course": "Math", "mark": "C"}),
        ("2", 1, {"course": "Math", "mark": "C"}),
    ]


HISTORY = (
    "student_id,kind,date,listed_dates,channel,language,by\n"
    "1,report,2026-09-10,2026-09-02;2026-09-01,,,Ng\n"
    "2,report,,2026-09-03;2026-09-01,,,\n"
    "3,report,2026-09-11,,,,\n"
    "1,notice,2026-09-12,,mail,es,Ng\n"
    "3,report,,,,,\n"
)


def said(sis_id):
    """What `explain` says of the one report of a student."""
    out = io.StringIO()
    call_command("explain", sis_id, json=True, stdout=out)
    [report] = json.loads(out.getvalue())["reports"]
    return report["because"]


def test_history_from_before_go_live(bundle):
    report = import_sis(bundle(history=HISTORY))
    counts = report["files"]["history.csv"]
    assert (counts["created"], counts["rejected"]) == (4, 1)
    filed = TruancyReport.objects.get(student__sis_id="1")
    assert (filed.source, filed.is_countable, filed.has_time) == ("history", True, False)
    assert filed.listed_dates == [date(2026, 9, 1), date(2026, 9, 2)]
    assert timezone.localdate(filed.filed_at) == date(2026, 9, 10)
    without_day, without_days = TruancyReport.objects.exclude(student__sis_id="1").order_by("pk")
    assert timezone.localdate(without_day.filed_at) == date(2026, 9, 3)  # the last that it lists
    assert (without_day.is_countable, without_days.is_countable) == (False, False)
    step = ProcessStep.objects.get()
    assert (step.kind, step.evidence_kind, step.has_time) == ("notice_48260_5", "history", False)
    assert step.detail == {"by": "Ng", "channel": "mail", "language": "es"}
    assert [said(student) for student in "12"] == [
        "Filed before go-live on September 10, 2026 by Ng.",
        (
            "Filed before go-live on a day that is not on file by somebody whom history.csv does not "
            "name. It is known without the day of its filing: not countable."
        ),
    ]
    again = import_sis(bundle(history=HISTORY.replace("2026-09-02;", "")))
    assert changed(again) == 0
    assert any("frozen" in warning for warning in again["warnings"])
    ProcessStep.objects.update(withdrawn_at=timezone.now())
    import_sis(bundle(history=HISTORY))
    assert not ProcessStep.objects.filter(withdrawn_at=None).exists()
