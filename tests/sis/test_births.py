"""Birth dates that go with no grade: asked about, not known meanwhile, and neither child nor adult."""

from datetime import date, timedelta

import pytest

from attendance.models import JudgementDue, Mark
from core import clock
from sis.actions.answers import answer
from sis.choices import ImportAnswer, QuestionKind
from sis.models import ImportQuestion, RejectedRow, SetAside
from students.models import Enrollment, SchoolDay, Student
from tests.factories import act
from tests.sis.bundles import BASE, import_sis, marks, write

STUDENTS = "student_id,first_name,last_name,birth_date\n"
ENROLLED = "student_id,school_id,entry_date,exit_date,grade\n"
db = pytest.mark.usefixtures("worker_db")


def born(bundle, day, grade="5", entry="2026-08-31", **also):
    """Load Ana, born on a day, in a grade; return her birth date on file."""
    report = import_sis(
        bundle(
            students=STUDENTS + f"1,Ana,Ito,{day}\n",
            enrollments=ENROLLED + f"1,A,{entry},,{grade}\n",
            **also,
        )
    )
    assert report["exit"] == 0
    return Student.objects.get(sis_id="1").birth_date


@db
@pytest.mark.parametrize(
    ("day", "is_known"),
    [
        ("1916-03-01", False),
        ("1900-01-01", False),
        ("2027-02-02", False),
        ("2026-08-31", False),
        ("2018-09-01", True),  # eight on 1 September
        ("2018-09-02", False),
        ("2010-09-02", True),  # fifteen
        ("2010-09-01", False),
    ],
)
def test_a_fifth_grader(bundle, day, is_known):
    assert born(bundle, day) == (date.fromisoformat(day) if is_known else None)
    questions = ImportQuestion.objects.filter(kind=QuestionKind.BIRTH_DATE)
    assert [q.given["birth_date"] for q in questions] == ([] if is_known else [day])


@db
def test_a_grade_of_long_ago_is_held_against_the_age_of_then(bundle):
    """Entered as a fifth grader in 2016 and never left, as far as the file knows."""
    assert born(bundle, "2006-03-01", entry="2016-08-15") == date(2006, 3, 1)


@db
def test_a_grade_that_says_nothing_asks_only_about_the_future(bundle):
    assert born(bundle, "1990-01-01", grade="Adult") == date(1990, 1, 1)
    today = clock.today()
    assert born(bundle, today.isoformat(), grade="Adult") == today
    assert born(bundle, (today + timedelta(days=1)).isoformat(), grade="Adult") is None


@db
def test_the_same_night_again_changes_nothing_and_asks_once(bundle):
    born(bundle, "1916-03-01")
    JudgementDue.objects.all().delete()
    assert born(bundle, "1916-03-01") is None
    assert ImportQuestion.objects.count() == 1
    assert not JudgementDue.objects.exists()


@db
def test_the_sis_corrects_the_date_or_the_grade(bundle):
    born(bundle, "1916-03-01")
    assert born(bundle, "2016-03-01") == date(2016, 3, 1)
    assert ImportQuestion.objects.get().answer == ImportAnswer.SETTLED
    born(bundle, "2009-03-01")
    assert born(bundle, "2009-03-01", grade="11") == date(2009, 3, 1)
    assert not ImportQuestion.objects.filter(answer=ImportAnswer.OPEN).exists()


@db
def test_a_person_says_that_it_is_right(bundle):
    born(bundle, "2010-03-01")
    JudgementDue.objects.all().delete()
    asked = ImportQuestion.objects.get()
    answer(act(), question=asked, answer=ImportAnswer.RIGHT, read=asked.given_sha256)
    ana = Student.objects.get(sis_id="1")
    assert ana.birth_date == date(2010, 3, 1)
    assert JudgementDue.objects.filter(student=ana, school_year=2026).exists()
    assert born(bundle, "2010-03-01") == date(2010, 3, 1)
    assert ImportQuestion.objects.count() == 1
    assert born(bundle, "2009-03-01") is None  # another date is another question


@db
def test_another_child_under_the_id_answers_nothing_about_the_birth_date(bundle):
    """The row waits: what it says of a birth date is not said of the child on file."""
    born(bundle, "1916-03-01")
    import_sis(bundle(students=STUDENTS + "1,Rashad,Tillman,2016-09-09\n"))
    kinds = ImportQuestion.objects.filter(answer=ImportAnswer.OPEN).values_list("kind", flat=True)
    assert set(kinds) == {QuestionKind.BIRTH_DATE, QuestionKind.IDENTITY}
    assert born(bundle, "2016-03-01") == date(2016, 3, 1)
    assert not ImportQuestion.objects.filter(answer=ImportAnswer.OPEN).exists()


def many(bad):
    days = ["1916-03-01"] * bad + ["2016-03-01"] * (500 - bad)
    return {
        **BASE,
        "students.csv": STUDENTS + "".join(f"{n},Ana,Ito,{day}\n" for n, day in enumerate(days)),
        "enrollments.csv": ENROLLED + "".join(f"{n},A,2026-08-31,,5\n" for n in range(500)),
    }


@db
@pytest.mark.parametrize(("bad", "exit_code"), [(25, 0), (26, 3)])
def test_very_many_of_them_stop_the_run(tmp_path, bad, exit_code):
    """5% of 500: a lost century."""
    report = import_sis(write(tmp_path / "bundle", many(bad)))
    assert report["exit"] == exit_code
    if exit_code:
        assert "the limit odd-birth-dates is 5%" in report["refused"][0]


@db
def test_a_year_of_two_digits_is_never_to_come(bundle, tmp_path):
    """In the century that is past: 15 is 2015, and tomorrow's date is of the last one."""
    today = clock.today()
    tomorrow = today + timedelta(days=1)
    rows = f"1,Ana,Ito,3/1/15\n2,Ben,Ito,{tomorrow:%m/%d/%y}\n3,Cai,Ito,{today:%m/%d/%y}\n"
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        '[[file]]\nname = "students.csv"\nas = "students"\ndate_format = "%m/%d/%y"\n'
    )
    import_sis(write(tmp_path / "b", {"students.csv": STUDENTS + rows}), mapping=mapping)
    years = Student.objects.order_by("sis_id").values_list("birth_date__year", flat=True)
    assert list(years) == [2015, tomorrow.year - 100, today.year]


# --- Days far ahead ----------------------------------------------------------------------------


@db
def test_one_day_far_ahead_moves_no_entry(bundle):
    """A year typed wrong in the calendar; entry dates are blank, and mean the year that is."""
    calendar = BASE["calendar.csv"] + "A,2062-09-14,Y,\nA,2027-08-16,Y,\n"
    blank = "student_id,school_id,entry_date,exit_date,grade\n1,A,,,5\n"
    import_sis(bundle(calendar=calendar, enrollments=blank))
    assert Enrollment.objects.get().entry_date == date(2026, 7, 1)
    assert not SchoolDay.objects.filter(date__year=2062).exists()
    assert SchoolDay.objects.filter(date__year=2027, date__month=8).exists()
    [row] = RejectedRow.objects.all()
    assert (row.file, row.line, row.column, row.value) == (
        "calendar.csv",
        12,
        "date",
        "2062-09-14",
    )


@db
def test_a_blank_entry_is_no_later_than_the_year_of_its_exit(bundle):
    blank = (
        "student_id,school_id,entry_date,exit_date,grade\n1,A,,2026-06-30,5\n2,A,,2026-09-15,6\n"
    )
    import_sis(bundle(enrollments=blank))
    entries = Enrollment.objects.order_by("student__sis_id").values_list("entry_date", flat=True)
    assert list(entries) == [date(2025, 7, 1), date(2026, 7, 1)]


@db
def test_an_entry_far_ahead_is_rejected_and_ends_nothing(bundle):
    import_sis(bundle())
    far = BASE["enrollments.csv"].replace("1,A,2026-08-13", "1,A,2062-08-13")
    report = import_sis(bundle(enrollments=far))
    assert report["files"]["enrollments.csv"]["closed"] == 0
    assert RejectedRow.objects.get().column == "entry_date"
    assert Enrollment.objects.get(student__sis_id="1").entry_date == date(2026, 8, 13)


@db
@pytest.mark.parametrize("why", ["N470", "no-show", "Never attended"])
@pytest.mark.parametrize("last", ["2026-08-13", "2026-09-16"])
def test_who_never_came_is_enrolled_on_no_day(bundle, why, last):
    """Expected, marked absent for some days, then taken out: no day counts, and nothing is lost."""
    days = marks("1,A,2026-09-14,,AU,,", "1,A,2026-09-15,,AU,,")
    calendar = BASE["calendar.csv"] + "A,2026-08-13,Y,\n"
    import_sis(bundle(marks=days + "1,A,2026-08-13,,AU,,\n", calendar=calendar))
    assert Mark.objects.count() == 3
    gone = BASE["enrollments.csv"].replace(
        "1,A,2026-08-13,,5,,", f"1,A,2026-08-13,{last},5,,{why}"
    )
    report = import_sis(bundle(enrollments=gone))
    assert any("1 enrollments are of students who never came" in w for w in report["warnings"])
    stay = Enrollment.objects.get(student__sis_id="1")
    assert (stay.exit_date, stay.exit_type) == (date(2026, 8, 12), why)
    assert (Mark.objects.count(), SetAside.objects.count()) == (0, 3)
    again = import_sis(bundle(enrollments=gone))["files"]["enrollments.csv"]
    assert (again["updated"], again["unchanged"]) == (0, 3)


@db
def test_who_came_after_all_is_enrolled(bundle):
    gone = BASE["enrollments.csv"].replace("1,A,2026-08-13,", "1,A,2026-08-13,2026-08-13")
    import_sis(bundle(enrollments=gone.replace("5,,\n", "5,,N470\n")))
    import_sis(bundle())
    assert Enrollment.objects.get(student__sis_id="1").exit_date is None


@db
def test_who_left_on_the_day_of_entry_is_asked_about(bundle):
    gone = BASE["enrollments.csv"].replace("1,A,2026-08-13,", "1,A,2026-08-13,2026-08-13")
    report = import_sis(bundle(enrollments=gone))
    assert any("end on the day they begin (line 2)" in one for one in report["warnings"])
    before = BASE["enrollments.csv"].replace("1,A,2026-08-13,", "1,A,2026-08-13,2026-08-12")
    assert import_sis(bundle(enrollments=before))["files"]["enrollments.csv"]["rejected"] == 1
