"""Parts of files, and rows that are not loaded: neither is a row that the SIS has no more."""

from datetime import date

import pytest

from sis.models import FileSize
from students.models import Enrollment
from tests.sis.bundles import BASE, import_sis

pytestmark = pytest.mark.usefixtures("worker_db")
ADULTS = "guardian_id,student_id,relation,first_name,last_name,lives_with\n"


def test_a_part_of_the_enrollments_ends_none(bundle):
    import_sis(bundle())
    part = BASE["enrollments.csv"].replace("2,A,2026-08-13,,6,,\n", "")
    for school in ("", "A"):
        manifest = f"file,school_id,from,to,whole\nenrollments.csv,{school},,,N\n"
        import_sis(bundle(enrollments=part, manifest=manifest))
        assert Enrollment.objects.get(student__sis_id="2").exit_date is None


@pytest.mark.parametrize("row", ["1.23457E+11,A,2026-08-13,,6,,", ",A,2026-08-13,,6,,"])
def test_an_enrollment_of_an_id_that_cannot_be_read_ends_nobody(bundle, row):
    """It may be anybody's whom the file lacks; who entered another school has left all the same."""
    import_sis(bundle())
    moved = "student_id,school_id,entry_date,exit_date,grade,entry_type,exit_type\n"
    moved += f"1,A,2026-08-13,,5,,\n3,A,2026-09-15,,7,,\n{row}\n"
    import_sis(bundle(enrollments=moved + "4,B,2026-08-13,,7,,\n"))
    assert Enrollment.objects.get(student__sis_id="2").exit_date is None


def test_an_enrollment_elsewhere_ends_one_beside_a_row_that_cannot_be_read(bundle):
    import_sis(bundle(students=BASE["students.csv"] + "4,Di,,Ng,2014-01-01,F,,,,,\n"))
    rows = BASE["enrollments.csv"].replace("3,B,2026-08-13", "3,A,2026-09-15")
    import_sis(bundle(enrollments=rows + "4,B,2026-08-13,,7,,\n1.2E+11,A,2026-08-13,,6,,\n"))
    left = Enrollment.objects.get(student__sis_id="3", school__sis_id="B")
    assert left.exit_date == date(2026, 9, 14)


@pytest.mark.parametrize(
    ("row", "is_remark"),
    [
        ("Total: 2,,,,,,", True),
        (",,Total: 2,,,,", True),
        ("Total: 2", True),
        ("End", True),
        ("student_id,school_id,entry_date,exit_date,grade,entry_type,exit_type", True),
        ("2", False),  # a line that was cut off
        ("", True),
    ],
)
def test_a_remark_is_nobodys_enrollment(bundle, row, is_remark):
    import_sis(bundle())
    rows = BASE["enrollments.csv"].replace("2,A,2026-08-13,,6,,", row)
    import_sis(bundle(enrollments=rows))
    assert (Enrollment.objects.get(student__sis_id="2").exit_date is not None) is is_remark


@pytest.mark.parametrize("written", ["'2", '="2"', " 2 "])
def test_a_row_that_is_not_loaded_holds_its_student_however_the_id_is_written(bundle, written):
    import_sis(bundle())
    cell = f'"{written.replace(chr(34), chr(34) * 2)}"'
    rows = BASE["enrollments.csv"].replace("2,A,2026-08-13", f"{cell},A,2026-02-31")
    report = import_sis(bundle(enrollments=rows))
    assert report["files"]["enrollments.csv"]["rejected"] == 1
    assert Enrollment.objects.get(student__sis_id="2").exit_date is None


def test_a_row_that_is_not_loaded_is_none_whose_entry_date_moved(bundle):
    import_sis(bundle())
    rows = BASE["enrollments.csv"].replace("1,A,2026-08-13", "1,A,2026-08-20")
    import_sis(bundle(enrollments=rows + "1,A,2026-02-31,,5,,\n"))
    assert Enrollment.objects.filter(student__sis_id="1", exit_date=None).count() == 2


@pytest.mark.parametrize("school", ["", "A"])
def test_a_part_is_held_against_no_size_and_leaves_none(bundle, school):
    whole = ADULTS + "".join(f"u{n},1,Uncle,Eli,Ruiz{n},N\n" for n in range(100))
    for _ in range(5):
        import_sis(bundle(guardians=whole))
    manifest = f"file,school_id,from,to,whole\nguardians.csv,{school},,,N\n"
    assert (
        import_sis(bundle(guardians=ADULTS + "m,1,Mother,Eva,Ruiz,Y\n", manifest=manifest))["exit"]
        == 0
    )
    assert list(FileSize.objects.filter(file="guardians.csv").values_list("rows", flat=True)) == (
        [100] * 5
    )
