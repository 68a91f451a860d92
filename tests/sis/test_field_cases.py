"""Cases that school offices met with, each with what a user expects. The people are made up."""

from datetime import date, timedelta

import pytest

from attendance.actions.assess import assess
from attendance.models import Mark, Standing
from core import clock
from sis.models import ImportQuestion, RejectedRow
from students.models import Enrollment, Guardian, Student
from tests.factories import act
from tests.sis.bundles import BASE, import_sis, marks
from tests.sis.fields import ENROLLMENTS, GUARDIANS, STUDENTS, asked, written_to

pytestmark = pytest.mark.usefixtures("worker_db")


def rejected(file):
    """The lines of a file that were not loaded, with the column that each is about."""
    rows = RejectedRow.objects.filter(file=file).order_by("line")
    return [(row.line, row.column) for row in rows]


def test_an_id_given_to_another_child_stops_and_asks(bundle):
    """Another name, birth date, sex and mother: nothing of the first child is the second's."""
    import_sis(
        bundle(
            students=STUDENTS
            + "C1,Olive,,Parsons,2010-04-04,F,1 Elm St,Springfield,CA,90001,English\n",
            guardians=GUARDIANS
            + "G1,C1,Mother,Y,Y,Petra,Parsons,1 Elm St,Springfield,CA,90001,,English,Y,Y\n",
            enrollments=ENROLLMENTS + "C1,A,2026-08-31,,10\n",
            marks=marks("C1,A,2026-09-14,,AU,,", "C1,A,2026-09-15,,AU,,", "C1,A,2026-09-16,,AU,,"),
        )
    )
    report = import_sis(
        bundle(
            students=STUDENTS
            + "C1,Rashad,,Tillman,2016-09-09,M,88 Pine Ave,Riverton,CA,90220,Spanish\n",
            guardians=GUARDIANS
            + "G2,C1,Mother,Y,Y,Selma,Tillman,88 Pine Ave,Riverton,CA,90220,,Spanish,Y,Y\n",
            enrollments=ENROLLMENTS + "C1,A,2026-10-05,,4\n",
        )
    )
    assert (report["exit"], ImportQuestion.objects.count()) == (0, 1)
    olive = Student.objects.get(sis_id="C1")
    assert olive.full_name == "Olive Parsons"
    assert [str(tie.guardian) for tie in olive.guardianships.all()] == ["Petra Parsons"]
    assert [one.entry_date for one in olive.enrollments.all()] == [date(2026, 8, 31)]
    assert olive.enrollments.get().exit_date is None


def test_an_adult_taken_off_a_child_is_written_to_no_more(bundle):
    """The father is no adult of his daughter any more: no letter, no call, and the day is known."""
    mother = "G1,1,Mother,Y,Y,Wanda,Vance,1 Elm St,Springfield,CA,90001,,English,Y,Y\n"
    father = "G2,1,Father,N,N,Xavier,Vance,9 Far Rd,Elsewhere,CA,90999,,English,Y,Y\n"
    import_sis(bundle(guardians=GUARDIANS + mother + father))
    assert written_to("1") == {"Wanda Vance", "Xavier Vance"}
    report = import_sis(bundle(guardians=GUARDIANS + mother))
    assert report["files"]["guardians.csv"]["closed"] == 1
    assert written_to("1") == {"Wanda Vance"}
    former = Student.objects.get(sis_id="1").guardianships.get(is_current=False)
    assert (str(former.guardian), former.ended_on) == ("Xavier Vance", clock.today())


def test_out_and_back_on_one_day_keeps_the_days_before(bundle):
    """The export has current enrollments only: one row with a later entry date and another grade."""
    days = [date(2026, 8, 31) + timedelta(days=n) for n in range(48)]
    calendar = "school_id,date,is_school_day,note\n" + "".join(
        f"A,{day},{'Y' if day.weekday() < 5 else 'N'},\n" for day in days
    )
    absent = marks(*(f"1,A,2026-09-{day:02d},,AU,," for day in (8, 9, 10)))
    first = ENROLLMENTS + "1,A,2026-08-31,,5\n"
    again = ENROLLMENTS + "1,A,2026-10-05,,6\n"
    import_sis(bundle(calendar=calendar, enrollments=first, marks=absent))
    assess(act())
    before = Standing.objects.get(student__sis_id="1")
    report = import_sis(bundle(calendar=calendar, enrollments=again, marks=absent))
    assert report["files"]["marks.csv"]["unchanged"] == 3
    assess(act())
    after = Standing.objects.get(student__sis_id="1")
    assert (after.days_enrolled, after.days_absent) == (before.days_enrolled, 3)
    assert Mark.objects.count() == 3


ODD_BIRTHS = ("1916-03-01", "1900-01-01", "2027-02-02", "2026-08-31")


def test_birth_dates_that_cannot_be_are_questions(bundle):
    """A lost century, a stand-in, next year, the first day of school: the absences still count."""
    report = import_sis(
        bundle(
            students=STUDENTS
            + "".join(
                f"{n},Dora,,Ashby,{day},F,1 Elm St,Springfield,CA,90001,English\n"
                for n, day in enumerate(ODD_BIRTHS, 1)
            ),
            guardians=GUARDIANS
            + "".join(
                f"G{n},{n},Mother,Y,Y,Pat,Ashby,1 Elm St,Springfield,CA,90001,,English,Y,Y\n"
                for n in range(1, 5)
            ),
            enrollments=ENROLLMENTS + "".join(f"{n},A,2026-08-31,,5\n" for n in range(1, 5)),
            marks=marks(*(f"{n},A,2026-09-{d},,AU,," for n in range(1, 5) for d in (14, 15, 16))),
        )
    )
    assert any("4 birth dates go with no grade" in warning for warning in report["warnings"])
    assert list(Student.objects.values_list("birth_date", flat=True)) == [None] * 4
    assert ImportQuestion.objects.count() == 4
    assess(act())
    assert list(Standing.objects.values_list("days_absent", flat=True)) == [3] * 4
    # Not taken for an adult, who would be written to alone: it is asked.
    assert [asked(str(n)) for n in range(1, 5)] == [["birth_date_unknown"]] * 4


def test_grades_written_as_numbers(bundle):
    rows = (("1", "-1"), ("2", "-2"), ("3", "7.0"), ("3", "0"))
    import_sis(
        bundle(
            enrollments=ENROLLMENTS
            + "".join(
                f"{sis_id},{'AB'[n % 2]},2026-08-31,,{grade}\n"
                for n, (sis_id, grade) in enumerate(rows)
            )
        )
    )
    found = Enrollment.objects.order_by("pk").values_list("grade", flat=True)
    assert sorted(found) == ["-1", "-2", "7", "K"]


def test_ids_that_a_spreadsheet_rounded_make_no_child(bundle):
    rounded = "1.23457E+11"
    report = import_sis(
        bundle(
            students=STUDENTS
            + f"{rounded},Amy,,Alpha,2015-01-01,F,1 Elm St,Springfield,CA,90001,English\n"
            + f"{rounded},Bob,,Bravo,2014-02-02,F,2 Oak St,Springfield,CA,90001,Spanish\n"
            + f"{rounded},Cal,,Charlie,2013-03-03,F,3 Fir St,Springfield,CA,90001,English\n",
            enrollments=ENROLLMENTS + f"{rounded},A,2026-08-31,,5\n{rounded},A,2026-08-31,,6\n",
        )
    )
    assert report["exit"] == 0
    assert Student.objects.count() == 0
    assert rejected("students.csv") == [(n, "student_id") for n in (2, 3, 4)]
    assert rejected("enrollments.csv") == [(2, "student_id"), (3, "student_id")]
    assert "rounded" in RejectedRow.objects.first().reason


@pytest.mark.parametrize(
    "other", ["1,Ben,,Núñez,2015-03-01,", "1,Ana,,Ito,2015-03-01,", "1,Ana,,Núñez,2015-03-02,"]
)
def test_rows_that_repeat_an_id_with_another_name_or_birth_date_are_all_left_out(bundle, other):
    import_sis(bundle())
    before = Student.objects.values().get(sis_id="1")
    report = import_sis(
        bundle(
            students=BASE["students.csv"] + other + "F,7 New St,Springfield,CA,90001,\n",
            guardians=GUARDIANS + "g,1,Mother,Y,Y,Eva,N,7 New St,Springfield,CA,90001,,,Y,Y\n",
        )
    )
    assert Student.objects.values().get(sis_id="1") == before
    assert rejected("students.csv") == [(2, "student_id"), (5, "student_id")]
    # Whose mother she is nobody can say; and the child keeps the school.
    assert rejected("guardians.csv") == [(2, "student_id")]
    assert rejected("enrollments.csv") == [(2, "student_id")]
    assert report["files"]["enrollments.csv"]["closed"] == 0


def test_an_exact_repeat_is_harmless(bundle):
    first = BASE["students.csv"].splitlines(keepends=True)[1]
    report = import_sis(bundle(students=BASE["students.csv"] + first))
    assert report["files"]["students.csv"]["rejected"] == 0
    assert Student.objects.get(sis_id="1").last_name == "Núñez"


def test_a_comma_in_an_address_is_a_rejected_row(bundle):
    head = (
        "guardian_id,student_id,relation,lives_with,holds_education_rights,first_name,last_name,"
        "street,city,state,zip,phone,language,email\n"
    )
    row = "g,1,Mother,Y,Y,Ann,Comma,1 Elm St, Apt 4,Springfield,CA,90001,3235550100,English,\n"
    import_sis(bundle(guardians=head + row))
    assert Guardian.objects.count() == 0
    assert rejected("guardians.csv") == [(2, "")]


def test_a_total_at_the_end_is_no_student(bundle):
    import_sis(bundle(students=BASE["students.csv"] + "Total: 3,,,,,,,,,,\n"))
    assert Student.objects.count() == 3
    assert rejected("students.csv") == [(5, "student_id")]


def test_names_broken_on_the_way_are_told_and_printed_on_no_letter(bundle):
    names = ("O&#39;Hara", "Nu\ufffdez", "NuÃ±ez", "Smith &amp; Wesley")
    home = "1 Elm St,Springfield,CA,90001"
    report = import_sis(
        bundle(
            students=STUDENTS
            + "".join(
                f"{n},Kim,,{name},2015-03-01,F,{home},English\n" for n, name in enumerate(names, 1)
            ),
            guardians=GUARDIANS
            + "".join(
                f"G{n},{n},Mother,Y,Y,Pat,{name},{home},,English,Y,Y\n"
                for n, name in enumerate(names, 1)
            ),
            enrollments=ENROLLMENTS + "".join(f"{n},A,2026-08-31,,5\n" for n in range(1, 5)),
        )
    )
    for file in ("students.csv", "guardians.csv"):
        assert (
            f"{file}: 3 values broken on the way, and mended: "
            "line 2 last_name, line 4 last_name, line 5 last_name" in report["warnings"]
        )
        assert (
            f"{file}: 1 value broken on the way; correct it in the SIS: line 3 last_name"
            in report["warnings"]
        )
    assert [str(s) for s in Guardian.objects.order_by("sis_id")] == [
        "Pat O'Hara",
        "Pat Nu\ufffdez",
        "Pat Nuñez",
        "Pat Smith & Wesley",
    ]
    assert [asked(str(n)) for n in (1, 2, 3, 4)] == [
        [],
        ["child_name_broken", "name_broken"],
        [],
        [],
    ]


def test_quotes_after_a_space_are_no_part_of_a_name(bundle):
    head = "student_id,first_name,last_name,birth_date,street,city,state,zip,home_language\n"
    row = '1, "Bea", "Quote",2015-03-01, "2 Elm St",Springfield,CA,90001,English\n'
    import_sis(bundle(students=head + row))
    assert Student.objects.get().full_name == "Bea Quote"
    assert Student.objects.get().street == "2 Elm St"
