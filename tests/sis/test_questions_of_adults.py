"""A row is held against name, birth date, sex and adults together: what a night brings and asks."""

import pytest

from sis.models import ImportQuestion
from students.models import Guardian, Student
from tests.sis.bundles import BASE, import_sis
from tests.sis.nights import ADULTS, ANA, BEN, STUDENTS

pytestmark = pytest.mark.usefixtures("worker_db", "store")
EVA = "G1,1,Mother,Eva,Núñez,1 Elm St,Springfield,CA,90001\n"
IDA = "G2,1,Mother,Ida,Tillman,88 Pine Ave,Riverton,CA,90220\n"


def night(bundle, row, adults=EVA, others=BEN):
    return import_sis(bundle(students=STUDENTS + row + others, guardians=ADULTS + adults))


@pytest.mark.parametrize(
    ("row", "adults"),
    [
        (ANA.replace("Núñez", "Tillman"), EVA),  # a married name
        (ANA.replace("Núñez", "Tillman"), EVA.replace("Eva,Núñez", "Eva,Tillman")),
        (ANA.replace("Núñez", "Núñes"), IDA),  # a corrected spelling, and another home
        (ANA.replace("Núñez", "Tillman"), EVA.replace("G1", "G9").replace("Eva", "Luz")),
        (ANA, IDA),
        (ANA.replace(",F,", ",M,"), EVA),
        (ANA.replace("2015-03-01", "2016-11-20"), EVA),
        (ANA.replace("2015-03-01", "2016-11-20"), ""),
    ],
)
def test_one_thing_that_changed_is_a_correction(bundle, row, adults):
    night(bundle, ANA)
    night(bundle, row, adults)
    assert not ImportQuestion.objects.exists()
    assert Student.objects.count() == 3 - 1


@pytest.mark.parametrize(
    ("row", "adults"),
    [
        (ANA.replace("Núñez", "Tillman"), IDA),  # another Ana
        (ANA.replace("2015-03-01", "2016-11-20"), IDA),  # another child of that name
        (ANA.replace("2015-03-01,F", "2016-11-20,M"), EVA),
        (ANA.replace("Ana", "Rashad").replace(",F,", ",M,"), EVA),  # a brother born the same day
        (ANA.replace("Ana", "Rashad"), IDA),
    ],
)
def test_two_things_that_changed_are_asked_about_and_nothing_is_mixed(bundle, row, adults):
    night(bundle, ANA)
    report = night(bundle, row, adults)
    assert ImportQuestion.objects.get().student.sis_id == "1"
    assert report["files"]["students.csv"]["set_aside"] == 1
    assert report["files"]["guardians.csv"]["set_aside"] == 1
    assert Student.objects.get(sis_id="1").first_name == "Ana"
    assert list(Guardian.objects.values_list("sis_id", flat=True)) == ["G1"]


def test_twins_whose_ids_changed_places_are_asked_about(bundle):
    eve = ANA.replace("1,Ana", "3,Eve")
    night(bundle, ANA, others=eve)
    night(bundle, ANA.replace("Ana", "Eve"), others=eve.replace("Eve", "Ana"))
    assert ImportQuestion.objects.count() == 2


def test_a_file_without_adults_says_nothing_of_them(bundle):
    night(bundle, ANA)
    import_sis(bundle(students=STUDENTS + ANA.replace("Núñez", "Tillman") + BEN))
    assert not ImportQuestion.objects.exists()


def test_adults_who_cannot_be_read_say_nothing(bundle):
    night(bundle, ANA)
    night(bundle, ANA.replace("Núñez", "Tillman"), IDA.replace("G2,", "1.0E+5,"))
    assert not ImportQuestion.objects.exists()
    assert BASE["students.csv"].splitlines()[1] + "\n" == ANA
