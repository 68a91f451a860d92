"""Whole bundles: what is loaded, what stays out, and nothing the second time."""

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from attendance.actions.assess import assess
from attendance.models import (
    AttendanceCode,
    JudgementDue,
    Mark,
    MarkChange,
    ProcessStep,
    TruancyReport,
)
from audit.models import AuditEvent
from audit.rules import Actor
from psa.integrity import problems
from sis.models import ImportRun, RejectedRow, SetAside
from students.models import Enrollment, Guardian, Guardianship, SchoolDay, SchoolRecord, Student
from tests.factories import act
from tests.sis.bundles import BASE, FALL, STEERING, changed, import_sis, marks, set_policy, write

SOMEBODY = Actor(kind="user", id="1", name="Ana")
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
    assert [(c.old_code, c.withdrawn) for c in MarkChange.objects.all()] == [("AU", True)]


def test_a_mark_sent_again_and_no_longer_covered_is_set_aside(bundle):
    sent = marks("1,A,2026-09-17,,AU,,")
    import_sis(bundle(marks=sent))
    left = BASE["enrollments.csv"].replace("1,A,2026-08-13,,", "1,A,2026-08-13,2026-09-16,")
    import_sis(bundle(enrollments=left, marks=sent))
    assert (Mark.objects.count(), SetAside.objects.count()) == (0, 1)
    assert [(c.old_code, c.withdrawn) for c in MarkChange.objects.all()] == [("AU", True)]


@pytest.mark.parametrize(("exit_day", "stored"), [("last", 1), ("gone", 0)])
def test_the_exit_date_is_the_last_day_or_the_first_day_gone(bundle, exit_day, stored):
    set_policy({"enrollment.exit_day": exit_day})
    enrollments = BASE["enrollments.csv"].replace("1,A,2026-08-13,,", "1,A,2026-08-13,2026-09-14,")
    import_sis(bundle(enrollments=enrollments, marks=marks("1,A,2026-09-14,,AU,,")))
    assert (Mark.objects.count(), SetAside.objects.count()) == (stored, 1 - stored)


@pytest.mark.parametrize(("policy", "code"), [("last", "AE"), ("first", "AU"), ("skip", None)])
def test_two_codes_for_one_period(bundle, policy, code):
    set_policy({"marks.conflict": policy})
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
    "2,report,,2026-09-03,,,\n"
    "1,notice,2026-09-12,,mail,es,Ng\n"
    "3,report,,,,,\n"
)


def test_history_from_before_go_live(bundle):
    report = import_sis(bundle(history=HISTORY))
    counts = report["files"]["history.csv"]
    assert (counts["created"], counts["rejected"]) == (3, 1)
    filed = TruancyReport.objects.get(student__sis_id="1")
    assert (filed.source, filed.is_countable, filed.has_time) == ("history", True, False)
    assert filed.listed_dates == [date(2026, 9, 1), date(2026, 9, 2)]
    assert timezone.localdate(filed.filed_at) == date(2026, 9, 10)
    assert TruancyReport.objects.get(student__sis_id="2").is_countable is False
    step = ProcessStep.objects.get()
    assert (step.kind, step.evidence_kind, step.has_time) == ("notice_48260_5", "history", False)
    assert step.detail == {"by": "Ng", "channel": "mail", "language": "es"}
    again = import_sis(bundle(history=HISTORY.replace("2026-09-02;", "")))
    assert changed(again) == 0
    assert any("frozen" in warning for warning in again["warnings"])


def test_not_taken_is_judged_again_and_taken_is_not(bundle):
    import_sis(bundle())
    JudgementDue.objects.all().delete()
    said = "school_id,date,period,section,taken\nA,2026-09-14,,,Y\nB,2026-09-14,,,Y\n"
    import_sis(bundle(submissions=said))
    assert JudgementDue.objects.count() == 0
    import_sis(bundle(submissions=said.replace("A,2026-09-14,,,Y", "A,2026-09-14,,,N")))
    assert set(JudgementDue.objects.values_list("student__sis_id", flat=True)) == {"1", "2"}


GUARDIANS = (
    "guardian_id,student_id,relation,lives_with,first_name,last_name,street,city,zip,phone\n"
    "m,1,Mother,Y,Mia,Ruiz,1 Elm St,Springfield,90001,+1 (213) 555-0100\n"
    "f,1,Father,N,Leo,Ruiz,9 Far Rd,Springfield,90002,\n"
    "m,2,Mother,Y,Mia,Ruiz,1 Elm St,Springfield,90001,+1 (213) 555-0100\n"
    "f,3,Father,Y,Leo,Ruiz,9 Far Rd,Springfield,90002,\n"
)


def test_households_follow_the_adult_lived_with(bundle):
    people = BASE["students.csv"].replace("2 Oak St", "1 Elm St").replace("3 Ash St", "9 Far Rd")
    import_sis(bundle(students=people, guardians=GUARDIANS))
    one, two, three = (Student.objects.get(sis_id=str(n)).household_id for n in (1, 2, 3))
    assert one == two != three
    assert None not in (one, three)
    assert Guardian.objects.get(sis_id="m").phone_key == "2135550100"
    split = GUARDIANS.replace("m,2,Mother,Y", "m,2,Mother,N")
    import_sis(bundle(students=people, guardians=split))
    assert Student.objects.get(sis_id="2").household_id is None


def test_an_adult_named_twice_is_one(bundle):
    report = import_sis(bundle(guardians=GUARDIANS))
    assert report["files"]["guardians.csv"]["created"] == 4
    assert Guardian.objects.count() == 2
    report = import_sis(bundle(guardians=GUARDIANS.replace("9 Far Rd", "10 Far Rd")))
    assert report["files"]["guardians.csv"]["updated"] == 2


def test_a_column_the_file_lacks_leaves_what_is_on_file(bundle):
    import_sis(bundle())
    short = "student_id,first_name,middle_name,last_name,birth_date\n1,Ana,,Núñez,2015-03-01\n"
    report = import_sis(bundle(students=short))
    assert report["files"]["students.csv"]["unchanged"] == 1
    assert Student.objects.get(sis_id="1").street == "1 Elm St"


def test_a_changed_code_concerns_whoever_has_it(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "2,A,2026-09-14,,AE,,")))
    JudgementDue.objects.all().delete()
    import_sis(bundle(codes=BASE["codes.csv"].replace("AU,Unexcused", "AU,Without excuse")))
    assert JudgementDue.objects.values_list("student__sis_id", flat=True).get() == "1"


def test_a_changed_birth_date_is_judged_again(bundle):
    import_sis(bundle())
    JudgementDue.objects.all().delete()
    import_sis(bundle(students=BASE["students.csv"].replace("2014-05-06", "2008-05-06")))
    assert JudgementDue.objects.values_list("student__sis_id", flat=True).get() == "2"


def test_a_school_that_became_a_charter_is_judged_again(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,AU,,", "3,B,2026-09-14,,AU,,")))
    JudgementDue.objects.all().delete()
    charter = "school_id,name,is_charter\nA,Adams Elementary,\nB,Baker Middle,Y\n"
    import_sis(bundle(schools=charter))
    assert JudgementDue.objects.values_list("student__sis_id", flat=True).get() == "3"
    JudgementDue.objects.all().delete()
    import_sis(bundle(schools=charter))
    assert not JudgementDue.objects.exists()


FATHER = "g9,{},father,{},Sam,Far,2 Oak St,Springfield,90001,\n"


@pytest.mark.parametrize(("no_contact", "together"), [("", True), ("Y", False)])
def test_an_adult_without_contact_makes_no_household(bundle, no_contact, together):
    """Two children whose only shared adult is a father; where the first lives is not on file."""
    head = (
        "guardian_id,student_id,relation,no_contact,first_name,last_name,street,city,zip,phone\n"
    )
    import_sis(
        bundle(
            students=BASE["students.csv"].replace("1 Elm St,Springfield,CA,90001", ",,,"),
            guardians=head + FATHER.format(1, no_contact) + FATHER.format(2, ""),
        )
    )
    one, two = (Student.objects.get(sis_id=str(n)).household_id for n in (1, 2))
    assert two is not None
    assert (one == two) == together


def test_an_open_enrollment_of_old_is_judged_in_each_year_that_was_judged(bundle):
    import_sis(bundle())
    today = date(2026, 11, 20)
    assess(act(on=today))
    import_sis(FALL)  # enrolled since 2011 and never left
    assess(act(on=today))
    assert problems() == []
