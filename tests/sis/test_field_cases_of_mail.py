"""Cases that school offices met with: who is written to, where and in which language."""

import pytest

from core import clock
from students.models import Guardian, Student
from students.queries import adults_of
from students.rules.around import Veil
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


@pytest.mark.parametrize("rest", ["Springfield,,", "Springfield,CA,", "Springfield,,90001"])
def test_a_street_and_a_town_without_state_and_zip_are_half_an_address(bundle, rest):
    """The home of the child is no better, or another one."""
    for n, home in enumerate((f"1 Elm St,{rest}", "2 Oak St,Springfield,CA,90001")):
        import_sis(
            bundle(
                students=STUDENTS + f"{n},Kid,,Place,2015-03-01,F,{home},English\n",
                guardians=GUARDIANS
                + f"G{n},{n},Mother,Y,Y,Pat,Place,1 Elm St,{rest},,English,Y,Y\n",
                enrollments=ENROLLMENTS + f"{n},A,2026-08-31,,5\n",
            )
        )
        assert asked(str(n)) == ["half_address"]


PHONES = (
    ("(323) 555-0188 / 555-0199", "3235550188 3235550199"),
    ("323-555-0177 x12", "3235550177"),
    ("3235550100.0", "3235550100"),
    ("3.23555E+09", ""),
)


def test_telephones_in_one_cell_are_found_by_each_and_dialled_as_written(bundle):
    import_sis(
        bundle(
            guardians=GUARDIANS
            + "".join(
                f"G{n},1,Mother,Y,Y,Wanda,Phone{n},1 Elm St,Springfield,CA,90001,{cell},English,Y,Y\n"
                for n, (cell, _) in enumerate(PHONES)
            )
        )
    )
    keys = Guardian.objects.order_by("sis_id").values_list("phone_key", flat=True)
    assert list(keys) == [key for _, key in PHONES]
    ana = Student.objects.get(sis_id="1")
    adults = adults_of(ana.pk, veil=Veil(contacts=True), on=clock.today())
    links = {adult.name[-1]: [phone.link for phone in adult.phones] for adult in adults}
    assert links == {
        "0": ["tel:+13235550188", "tel:+13235550199"],
        "1": ["tel:+13235550177"],
        "2": ["tel:+13235550100"],
        "3": [""],
    }
    assert [adult.phone for adult in adults if adult.name[-1] == "3"] == [None]


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
