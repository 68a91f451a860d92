"""Cases that school offices met with: who is written to, where and in which language."""

import pytest

from students.models import Guardian, Student
from students.rules.languages import language_code
from tests.sis.bundles import import_sis
from tests.sis.fields import ENROLLMENTS, GUARDIANS, STUDENTS, asked

pytestmark = pytest.mark.usefixtures("worker_db")


NOWHERE = (
    ("NULL", "NULL", "NULL", "NULL"),
    ("Homeless", "Los Angeles", "CA", "90001"),
    ("UNKNOWN", "N/A", "CA", "90001"),
    ("CONFIDENTIAL", "CONFIDENTIAL", "CA", "90001"),
    ("-", "-", "-", "-"),
)


def test_words_where_an_address_should_be_are_no_address(bundle):
    homes = [",".join(parts) for parts in NOWHERE]
    import_sis(
        bundle(
            students=STUDENTS
            + "".join(
                f"{n},Kid,NULL,Place,2015-03-01,F,{home},English\n" for n, home in enumerate(homes)
            ),
            guardians=GUARDIANS
            + "".join(
                f"G{n},{n},Mother,Y,Y,Pat,Null,{home},,English,Y,Y\n"
                for n, home in enumerate(homes)
            ),
            enrollments=ENROLLMENTS + "".join(f"{n},A,2026-08-31,,5\n" for n in range(5)),
        )
    )
    assert set(Student.objects.values_list("middle_name", flat=True)) == {""}
    streets = Guardian.objects.order_by("sis_id").values_list("street", "city")
    assert list(streets) == [
        ("", ""),
        ("", "Los Angeles"),
        ("", ""),
        ("", ""),
        ("", ""),
    ]
    # A family called Null is a family.
    assert {str(adult) for adult in Guardian.objects.all()} == {"Pat Null"}
    assert [asked(str(n)) for n in range(5)] == [["no_address"]] * 5


LANGUAGES = (
    "01",
    "Spanish; Castilian",
    "Spanish (Mexico)",
    "espanol",
    "SP",
    "00",
    "Unknown",
    "NULL",
)


def test_languages_as_systems_write_them(bundle):
    home = "1 Elm St,Springfield,CA,90001"
    import_sis(
        bundle(
            students=STUDENTS
            + "".join(f"{n},Lan,,Guage,2015-03-01,F,{home},\n" for n in range(len(LANGUAGES))),
            guardians=GUARDIANS
            + "".join(
                f"G{n},{n},Mother,Y,Y,Wanda,Guage,{home},,{written},Y,Y\n"
                for n, written in enumerate(LANGUAGES)
            ),
            enrollments=ENROLLMENTS
            + "".join(f"{n},A,2026-08-31,,5\n" for n in range(len(LANGUAGES))),
        )
    )
    spoken = Guardian.objects.order_by("sis_id").values_list("language", flat=True)
    assert list(spoken) == ["Spanish"] * 3 + ["espanol", "Spanish", "English", "", ""]
    assert [language_code(one) for one in spoken] == ["es"] * 5 + ["en", "", ""]
    assert [asked(str(n)) for n in range(8)] == [[]] * 6 + [["language_unknown"]] * 2
