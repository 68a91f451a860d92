"""What a file leaves out: a column leaves things as they are, a row of a whole file has ended."""

import pytest

from attendance.models import AttendanceCode, Mark
from core import clock
from sis.models import ImportRun
from students.models import (
    Guardian,
    Guardianship,
    SchoolDay,
    Student,
)
from students.queries import find
from students.queries.mail import families_of
from tests.sis.bundles import BASE, import_sis, marks

pytestmark = pytest.mark.usefixtures("worker_db")
ADULTS = "guardian_id,student_id,relation,first_name,last_name,lives_with\n"
EVA, LEO = "m,1,Mother,Eva,Ruiz,Y\n", "f,1,Father,Leo,Ruiz,N\n"
OTHER = "o,2,Mother,Obi,Okafor,Y\n"


def ties(sis_id="1"):
    """The adults of a student with the day on which each became a former one."""
    rows = Guardianship.objects.filter(student__sis_id=sis_id).order_by("guardian__sis_id")
    return {row.guardian.sis_id: row.ended_on for row in rows}


# --- Columns -----------------------------------------------------------------------------------


def test_a_file_without_middle_names_leaves_them(bundle):
    import_sis(bundle(students=BASE["students.csv"].replace("Ana,,", "Ana,María,")))
    short = "student_id,first_name,last_name,birth_date\n1,Ana,Núñez,2015-03-01\n"
    report = import_sis(bundle(students=short))
    assert report["files"]["students.csv"]["unchanged"] == 1
    ana = Student.objects.get(sis_id="1")
    assert ana.middle_name == "María"
    assert Student.objects.filter(find.with_words(["maria"], "search_key")).get() == ana


def test_a_file_without_relations_and_telephones_leaves_them(bundle):
    head = "guardian_id,student_id,relation,first_name,last_name,phone,phone2\n"
    import_sis(bundle(guardians=head + "m,1,Aunt,Eva,Ruiz,2135550100,2135550101\n"))
    short = "guardian_id,student_id,first_name,last_name\nm,1,Eva,Ruiz\n"
    report = import_sis(bundle(guardians=short))
    assert report["files"]["guardians.csv"]["unchanged"] == 1
    tie = Guardianship.objects.get()
    assert (tie.relation, tie.relation_text) == ("relative", "Aunt")
    assert (tie.guardian.phone, tie.guardian.phone2) == ("2135550100", "2135550101")
    assert tie.guardian.phone_key == "2135550100 2135550101"


def test_a_family_is_found_by_the_telephone_that_a_file_lacks(bundle):
    head = "guardian_id,student_id,first_name,last_name,phone,phone2\n"
    import_sis(bundle(guardians=head + "m,1,Eva,Ruiz,2135550100,213-555-0101\n"))
    one = "guardian_id,student_id,first_name,last_name,phone\nm,1,Eva,Ruiz,2135550199\n"
    import_sis(bundle(guardians=one))
    assert Guardian.objects.get().phone_key == "2135550199 2135550101"
    assert import_sis(bundle(guardians=one))["files"]["guardians.csv"]["updated"] == 0


def test_a_file_without_labels_notes_minutes_and_reasons_leaves_them(bundle):
    calendar = "school_id,date,is_school_day,note\nA,2026-09-14,Y,Late start\n"
    import_sis(bundle(calendar=calendar, marks=marks("1,A,2026-09-14,,TD,35,Bus")))
    short = {
        "codes": "code,kind,excuse\nTD,tardy,unexcused\n",
        "calendar": "school_id,date,is_school_day\nA,2026-09-14,Y\n",
        "marks": "student_id,school_id,date,period,code\n1,A,2026-09-14,,TD\n",
    }
    report = import_sis(bundle(**short))
    for name in short:
        counts = report["files"][f"{name}.csv"]
        assert (counts["unchanged"], counts["updated"]) == (1, 0), name
    code = AttendanceCode.objects.get(code="TD")
    assert (code.label, code.minutes) == ("Tardy", 35)
    assert SchoolDay.objects.get(school__sis_id="A", date="2026-09-14").note == "Late start"
    mark = Mark.objects.get()
    assert (mark.minutes_missed, mark.reason) == (35, "Bus")


# --- Adults ------------------------------------------------------------------------------------


def test_an_adult_taken_off_a_child_is_a_former_one_since_today(bundle):
    import_sis(bundle(guardians=ADULTS + EVA + LEO + OTHER))
    report = import_sis(bundle(guardians=ADULTS + EVA + OTHER))
    assert report["files"]["guardians.csv"]["closed"] == 1
    assert ties() == {"m": None, "f": clock.today()}
    shown = ImportRun.objects.latest("pk").preview["examples"]["guardians.csv"]["closed"]
    assert ["last_name", "Ruiz"] in shown[0]["values"]
    assert ["relation", "Father"] in shown[0]["values"]
    ana = Student.objects.get(sis_id="1")
    family = families_of([ana.pk], on=clock.today())[ana.pk]
    assert [tie.name for tie in family.ties] == ["Eva Ruiz"]
    again = import_sis(bundle(guardians=ADULTS + EVA + LEO + OTHER))
    assert again["files"]["guardians.csv"]["closed"] == 0
    assert ties() == {"m": None, "f": None}


def test_a_student_whom_the_file_of_the_school_leaves_out_has_no_adult_any_more(bundle):
    """Ben goes to the same school; Cai to another one, of which the file names nobody."""
    other = "c,3,Mother,Cam,Lin,Y\n"
    import_sis(bundle(guardians=ADULTS + EVA + OTHER + other))
    import_sis(bundle(guardians=ADULTS + EVA))
    assert (ties("2"), ties("3")) == ({"o": clock.today()}, {"c": None})


def test_a_row_that_cannot_be_read_ends_nobody(bundle):
    import_sis(bundle(guardians=ADULTS + EVA + LEO + OTHER))
    import_sis(bundle(guardians=ADULTS + EVA + "f,1,Father,Leo\n"))
    assert ties("2") == {"o": None}
    import_sis(bundle(guardians=ADULTS + EVA + "'f',1,Father,'Leo',Ruiz,N\n" + OTHER))
    assert ties() == {"m": None, "f": None}


def at_adams(students):
    """So many students of Adams beside Ana and Ben, each with an adult."""
    ids = range(10, 10 + students - 2)
    return {
        "students": BASE["students.csv"]
        + "".join(f"{n},Eli,,Ito{n},2015-03-01,F,,,,,\n" for n in ids),
        "enrollments": BASE["enrollments.csv"] + "".join(f"{n},A,2026-08-13,,5,,\n" for n in ids),
        "guardians": ADULTS + EVA + OTHER + "".join(f"u{n},{n},Uncle,Eli,Ito{n},N\n" for n in ids),
    }


def current():
    return Guardianship.objects.filter(is_current=True).count()


@pytest.mark.parametrize(("students", "left"), [(4, 2), (5, 5), (20, 20)])
def test_a_file_that_names_under_half_of_a_school_is_a_part_of_it(bundle, students, left):
    """Two of four are the school; two of five, or of twenty, are not."""
    import_sis(bundle(**at_adams(students)))
    report = import_sis(bundle(guardians=ADULTS + EVA + OTHER))
    assert current() == left
    told = [text for text in report["warnings"] if "taken as a part there" in text]
    assert [f"Adams Elementary 2 of {students}" in text for text in told] == (
        [True] if left == students else []
    )


@pytest.mark.parametrize(("school", "left"), [("", 2), ("A", 2), ("B", 5)])
def test_a_manifest_says_that_a_file_is_a_whole_one(bundle, school, left):
    import_sis(bundle(**at_adams(5)))
    manifest = f"file,school_id,from,to,whole\nguardians.csv,{school},,,Y\n"
    import_sis(bundle(guardians=ADULTS + EVA + OTHER, manifest=manifest))
    assert current() == left


def test_who_is_named_loses_adults_in_a_part_of_a_school_too(bundle):
    many_there = at_adams(20)
    many_there["guardians"] += LEO
    import_sis(bundle(**many_there))
    import_sis(bundle(guardians=ADULTS + EVA + OTHER))
    assert ties() == {"m": None, "f": clock.today()}


@pytest.mark.parametrize(("school", "ended"), [("", []), ("A", []), ("B", ["f"])])
def test_a_manifest_says_that_a_file_is_no_whole_one(bundle, school, ended):
    import_sis(bundle(guardians=ADULTS + EVA + LEO))
    manifest = f"file,school_id,from,to,whole\nguardians.csv,{school},,,N\n"
    import_sis(bundle(guardians=ADULTS + EVA, manifest=manifest))
    assert [name for name, day in ties().items() if day] == ended


def many(numbers):
    return ADULTS + "".join(f"u{n},{1 + n % 2},Uncle,Eli,Ruiz{n},N\n" for n in numbers)


@pytest.mark.parametrize(("left", "exit_code"), [(20, 0), (21, 3)])
def test_a_file_that_lacks_very_many_adults_stops(bundle, left, exit_code):
    """2% of 1,000."""
    import_sis(bundle(guardians=many(range(1000))))
    report = import_sis(bundle(guardians=many(range(1000 - left))))
    assert report["exit"] == exit_code
    assert Guardianship.objects.filter(is_current=True).count() == (
        1000 if exit_code else 1000 - left
    )
    if exit_code:
        assert "the limit adults-ended is 2%" in report["refused"][0]


@pytest.mark.parametrize(("left", "exit_code"), [(20, 0), (21, 3)])
def test_a_file_that_lacks_very_many_adults_of_a_school_stops(bundle, left, exit_code):
    """10% of 200 at one school; of the 2,000 in the district it is 1%."""
    here = [f"u{n},1,Uncle,Eli,Ruiz{n},N\n" for n in range(200)]
    there = [f"v{n},3,Uncle,Eli,Lin{n},N\n" for n in range(1800)]
    import_sis(bundle(guardians=ADULTS + "".join(here + there)))
    report = import_sis(bundle(guardians=ADULTS + "".join(here[left:] + there)))
    assert report["exit"] == exit_code
    assert current() == 2000 - (0 if exit_code else left)
    if exit_code:
        assert (
            "adults of a student at A: 10.5% of those at the school (200)"
            in (report["refused"][0])
        )
        assert "the limit adults-ended-at-school is 10%" in report["refused"][0]


def test_a_right_that_the_source_no_longer_has_is_not_known_any_more(bundle):
    head = ADULTS.replace("\n", ",holds_education_rights\n")
    import_sis(bundle(guardians=head + EVA.replace("\n", ",Y\n")))
    import_sis(bundle(guardians=head + EVA.replace("\n", ",\n")))
    assert Guardianship.objects.get().holds_education_rights is None
    import_sis(bundle(guardians=ADULTS + EVA))
    assert Guardian.objects.count() == 1
