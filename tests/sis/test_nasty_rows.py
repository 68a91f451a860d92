"""Rows as offices and spreadsheets leave them: moved, retyped, of another child; rejected or asked about
by line, never loaded askew.
"""

import pytest

from attendance.models import BellPeriod, Mark
from sis.models import ImportQuestion, SourceWord
from students.models import Enrollment, Student
from tests.sis.bundles import ENROLLMENTS, STUDENTS, import_sis, lines, marks
from tests.sis.nasty import HEAD, PEOPLE, ROWS, load, people

pytestmark = pytest.mark.usefixtures("worker_db", "store")


@pytest.mark.parametrize(
    ("born", "is_read"),
    [
        ("2015-03-01", True),
        ("2015-03-01 00:00:00", True),
        ("2015-03-01T00:00:00.000", True),
        ("3/1/2015", False),
        ("01.03.2015", False),
        ("20150301", False),
        ("3/1/15", False),
        ("1-Mar-15", False),
        ("45231", False),
        ("45231.0", False),
        ("2015-02-30", False),
        ("2015-13-01", False),
        ("0015-03-01", False),
        ("42064", False),
    ],
)
def test_a_date_of_another_form_is_rejected_and_never_guessed(bundle, tmp_path, born, is_read):
    rejects = tmp_path / "rejects.csv"
    report = load(bundle, HEAD + ROWS.replace("2015-03-01", born), rejects=rejects)
    assert report["exit"] == 0
    assert Student.objects.filter(sis_id="1").exists() == is_read
    if is_read:
        assert people() == PEOPLE
    else:
        assert [row[:4] for row in lines(rejects)[1:2]] == [
            ["students.csv", "2", "birth_date", born]
        ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ('1,"Núñez, Ana",,2015-03-01', "first_name"),
        ('1,,"Núñez, Ana",2015-03-01', "last_name"),
        ("1,2015-03-01,Núñez,2015-03-01", "first_name"),
        ("1,Ana,90001,2015-03-01", "last_name"),
        ("1,Ana,Núñez,2015-03-01,x", ""),
        ("1,Ana,Núñez", ""),
        ("1.0,Ana,Núñez,2015-03-01", "student_id"),
        ("1.23457E+11,Ana,Núñez,2015-03-01", "student_id"),
        ("#REF!,Ana,Núñez,2015-03-01", "student_id"),
        ("1\u200b,Ana,Núñez,2015-03-01", "student_id"),
        ("Ana,1,Núñez,2015-03-01", "first_name"),
    ],
)
def test_a_row_that_has_moved_is_rejected_with_its_place(bundle, tmp_path, row, column):
    rejects = tmp_path / "rejects.csv"
    report = load(bundle, f"{HEAD}{row}\n2,Ben,Okafor,2014-05-06\n", rejects=rejects)
    assert report["files"]["students.csv"]["rejected"] == 1
    assert [line[1:3] for line in lines(rejects)[1:2]] == [["2", column]]
    assert list(Student.objects.values_list("sis_id", flat=True)) == ["2"]


def test_zeros_that_were_lost_make_no_second_child(bundle, tmp_path):
    numbered = {
        "students": STUDENTS.replace("\n1,", "\n00901,"),
        "enrollments": ENROLLMENTS.replace("\n1,", "\n00901,"),
    }
    import_sis(bundle(**numbered))
    rejects = tmp_path / "rejects.csv"
    lost = {name: text.replace("\n00901,", "\n901,") for name, text in numbered.items()}
    report = import_sis(bundle(**lost), rejects=rejects)
    assert set(Student.objects.values_list("sis_id", flat=True)) == {"00901", "2", "3"}
    assert report["files"]["students.csv"]["rejected"] == 1
    assert "00901" in lines(rejects)[1][4]
    # The child is not taken for one that the snapshot lacks, either.
    assert Enrollment.objects.get(student__sis_id="00901").exit_date is None


def test_two_children_whose_ids_differ_by_a_zero_are_two(bundle):
    import_sis(bundle(students=STUDENTS + "01,Dee,,Ochoa,2012-02-02,F,,,,,\n"))
    assert Student.objects.filter(sis_id__in=["1", "01"]).count() == 2
    report = import_sis(bundle(students=STUDENTS + "01,Dee,,Ochoa,2012-02-02,F,,,,,\n"))
    assert report["files"]["students.csv"]["unchanged"] == 4


def test_ids_of_another_district_are_asked_about_and_end_nobody(bundle):
    import_sis(bundle())
    theirs = STUDENTS.replace("Ana,,Núñez,2015", "Wes,,Hale,2009").replace(
        "Ben,,Okafor,2014", "Una,,Pryor,2010"
    )
    report = import_sis(bundle(students=theirs, enrollments=ENROLLMENTS.replace(",5,", ",11,")))
    assert ImportQuestion.objects.count() == 2
    assert report["files"]["enrollments.csv"]["closed"] == 0
    assert {one[1] for one in people()} == {"Ana", "Ben", "Cai"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1", "1"),
        ("1.0", "1"),
        ("01", "01"),
        ("2.5", "2.5"),
        ("ALL", ""),
        ("All Day", ""),
        ("daily", ""),
        ("", ""),
        ("AD", "AD"),
        ("H.0", "H.0"),
    ],
)
def test_a_period_is_one_of_the_bell_or_the_whole_day(bundle, written, kept):
    bell = "school_id,period,minutes\nA,1.0,50\nA,01,50\nA,2.5,50\nA,AD,20\nA,H.0,50\n"
    import_sis(bundle(bell=bell, marks=marks(f"1,A,2026-09-14,{written},AU,,")))
    assert Mark.objects.get().period == kept
    assert set(BellPeriod.objects.values_list("period", flat=True)) == {
        "1",
        "01",
        "2.5",
        "AD",
        "H.0",
    }


def test_a_mark_for_the_whole_day_and_one_for_a_period_are_two(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,All,AU,,", "1,A,2026-09-14,1,TD,,")))
    assert set(Mark.objects.values_list("period", "code__code")) == {("", "AU"), ("1", "TD")}


def test_codes_that_differ_by_their_case_are_two_words(bundle):
    import_sis(bundle(marks=marks("1,A,2026-09-14,,U9,,", "2,A,2026-09-14,,u9,,")))
    assert set(SourceWord.objects.values_list("word", flat=True)) == {"U9", "u9"}
