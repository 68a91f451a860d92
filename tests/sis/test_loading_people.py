"""Adults, and the households that follow from them."""

import pytest

from students.models import Guardian, Student
from tests.sis.bundles import BASE, import_sis

pytestmark = pytest.mark.usefixtures("worker_db")

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


NUMBERED = (
    "guardian_id,student_id,relation,first_name,last_name,street,city\n"
    "1,1,Mother,Eva,{},1 Elm St,Springfield\n"
    "1,2,Mother,Obi,{},2 Oak St,Springfield\n"
    "2,1,Father,Leo,Ruiz,1 Elm St,Springfield\n"
)


def test_an_id_of_two_adults_folds_nobody_into_one(bundle):
    """Adults numbered by child: the first of each would be one mother of all."""
    import_sis(bundle(guardians=GUARDIANS))
    report = import_sis(bundle(guardians=NUMBERED.format("Ruiz", "Okafor")))
    assert report["files"]["guardians.csv"]["rejected"] == 2
    assert not Guardian.objects.filter(sis_id="1").exists()
    # Whoever was on file stays: a row that is not loaded is no row that the file lacks.
    assert Guardian.objects.get(sis_id="m").guardianships.filter(is_current=True).count() == 2


def test_an_id_of_two_adults_of_one_child_folds_nobody_into_one(bundle):
    """Both rows are of the same child: the last one is no correction of the first."""
    import_sis(bundle(guardians=GUARDIANS))
    both = "".join(
        f"m,1,Mother,{name},1 Elm St,Springfield\n" for name in ("Eva,Ruiz", "Obi,Okafor")
    )
    report = import_sis(bundle(guardians=NUMBERED.splitlines(keepends=True)[0] + both))
    assert report["files"]["guardians.csv"]["rejected"] == 2
    assert Guardian.objects.get(sis_id="m").first_name != "Obi"


def test_one_adult_under_two_ids_is_asked_about(bundle):
    rows = (
        "1,1,Mother,Eva,Ruiz,1 Elm St,Springfield\n"
        "2,1,Mother,EVA,Ruíz,1 ELM ST,Springfield\n"
        "3,1,Aunt,Eva,Ruiz,1 Elm St,Springfield\n"
        "4,2,Mother,Eva,Ruiz,1 Elm St,Springfield\n"
        "5,1,Mother,Eva,Ruiz,2 Oak St,Springfield\n"
    )
    report = import_sis(bundle(guardians=NUMBERED.splitlines(keepends=True)[0] + rows))
    [told] = [text for text in report["warnings"] if "under two ids" in text]
    assert told.startswith("guardians.csv: 1 adult of a student on file under two ids")
    assert "(lines 2 and 3)" in told


def test_one_name_of_an_adult_written_in_two_ways_is_one_adult(bundle):
    report = import_sis(bundle(guardians=NUMBERED.format("Ruiz", "Ruiz")))
    assert report["files"]["guardians.csv"]["rejected"] == 0
    assert Guardian.objects.filter(sis_id="1").count() == 1


def test_a_column_the_file_lacks_leaves_what_is_on_file(bundle):
    import_sis(bundle())
    short = "student_id,first_name,middle_name,last_name,birth_date\n1,Ana,,Núñez,2015-03-01\n"
    report = import_sis(bundle(students=short))
    assert report["files"]["students.csv"]["unchanged"] == 1
    assert Student.objects.get(sis_id="1").street == "1 Elm St"


FATHER = "g9,{},father,{},Sam,Far,2 Oak St,Springfield,90001,\n"


KEPT = pytest.mark.parametrize(
    ("column", "said", "together"),
    [
        ("no_contact", "", True),
        ("no_contact", "Y", False),
        ("agency_worker", "Y", False),
        ("lives_with", "N", False),
        ("lives_with", "Y", True),
    ],
)


@KEPT
def test_an_adult_who_does_not_live_there_makes_no_home_of_the_student_s_address(
    bundle, column, said, together
):
    head = f"guardian_id,student_id,relation,{column},first_name,last_name,street,city,zip,phone\n"
    import_sis(bundle(guardians=head + FATHER.format(1, said)))
    assert (Student.objects.get(sis_id="1").household_id is not None) == together


@KEPT
def test_an_adult_of_whom_something_keeps_the_child_makes_no_household(
    bundle, column, said, together
):
    """Two children whose only shared adult is a father; where the first lives is not on file."""
    head = f"guardian_id,student_id,relation,{column},first_name,last_name,street,city,zip,phone\n"
    import_sis(
        bundle(
            students=BASE["students.csv"].replace("1 Elm St,Springfield,CA,90001", ",,,"),
            guardians=head + FATHER.format(1, said) + FATHER.format(2, ""),
        )
    )
    one, two = (Student.objects.get(sis_id=str(n)).household_id for n in (1, 2))
    assert two is not None
    assert (one == two) == together
