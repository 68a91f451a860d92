"""Names in order on every screen, and children who are equal in another order by name.

The names are those of data made up for a district's office.
"""

import re
from datetime import timedelta

import pytest

from accounts.choices import Role
from cases.models import Case
from students.models import School
from tests.attendance.reports import home, owing
from tests.desk.rows import text_of
from tests.factories import (
    TODAY,
    CaseFactory,
    EnrollmentFactory,
    HouseholdFactory,
    SchoolFactory,
    StandingFactory,
    StudentFactory,
    TaskFactory,
)
from tests.letters.rows import notice_about
from tests.world import hire, person

IN_ORDER = [
    "Adams", "Álvarez", "De La Cruz", "de la Torre", "Nava", "Ñañez", "Olson", "Ørsted", "Zuniga",
]  # fmt: skip
AS_THEY_CAME = [
    "Zuniga", "Álvarez", "Adams", "de la Torre", "De La Cruz", "Ñañez", "Nava", "Ørsted", "Olson",
]  # fmt: skip
NAMED = re.compile("|".join(rf"\b{name}, Tess" for name in IN_ORDER))


def shown(page: str) -> list[str]:
    """Return the surnames in the order of a page, each once."""
    return list(dict.fromkeys(found.removesuffix(", Tess") for found in NAMED.findall(page)))


@pytest.fixture
def children(district):
    found = []
    for name in AS_THEY_CAME:
        student = StudentFactory(first_name="Tess", last_name=name)
        EnrollmentFactory(student=student, school=district.elm, grade="5")
        found.append(student)
    return found


@pytest.fixture
def theirs(district, children):
    """Elm's counselor, to whom every child is the same: one task, one case, one letter."""
    owner = hire(Role.COUNSELOR, district.elm)
    for student in children:
        TaskFactory(student=student, owner=owner, school=district.elm, made_on=TODAY, due_on=TODAY)
        CaseFactory(student=student, owner=owner, next_action="Call", next_due_on=TODAY)
        notice_about(student, district.elm, stage="due", due_by=TODAY)
    return person(owner)


@pytest.fixture
def judged(district, children):
    for student in children:
        StandingFactory(student=student, school=district.elm, days_absent=4, days_enrolled=60)
    return person(hire(Role.FIELD_COORDINATOR, district.north))


@pytest.mark.parametrize("sort", ["", "name", "absent", "-absent", "counted", "-counted"])
def test_a_school_s_students(district, judged, sort):
    address = f"/schools/{district.elm.pk}/students/"
    assert shown(text_of(judged, address + (f"?sort={sort}" if sort else ""))) == IN_ORDER


def test_a_school_s_students_the_other_way_round(district, judged):
    page = text_of(judged, f"/schools/{district.elm.pk}/students/?sort=-name")
    assert shown(page) == IN_ORDER[::-1]


def test_two_of_one_name_in_a_school_s_list_are_in_the_order_of_their_keys(district, judged):
    twins = StudentFactory.create_batch(3, first_name="Tess", last_name="Nava")
    for student in reversed(twins):
        EnrollmentFactory(student=student, school=district.elm)
        StandingFactory(student=student, school=district.elm, days_absent=4, days_enrolled=60)
    for sort, expected in (("", twins), ("name", twins), ("-name", twins[::-1])):
        page = text_of(judged, f"/schools/{district.elm.pk}/students/?sort={sort}")
        found = [int(key) for key in re.findall(r'href="/students/(\d+)/">Nava', page)]
        assert [key for key in found if key in {t.pk for t in twins}] == [t.pk for t in expected]


def test_students_not_judged_yet(district, children):
    director = person(hire(Role.DIRECTOR))
    assert shown(text_of(director, f"/schools/{district.elm.pk}/students/")) == IN_ORDER


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/tasks/",
        "/caseload/",
        "/caseload/?sort=name",
        "/caseload/?sort=tier",
        "/caseload/?sort=reached",
        "/letters/",
        "/search/?q=tess",
        "/log/",
    ],
)
def test_lists_of_a_counselor(theirs, address):
    found = shown(text_of(theirs, address))
    assert found == IN_ORDER[: len(found)]
    assert len(found) >= 8


def test_a_list_that_was_searched(theirs):
    assert shown(text_of(theirs, "/log/?q=tess")) == IN_ORDER[:8]


def test_the_first_tasks_of_a_day_are_the_first_by_name_of_all_that_are_due_on_it(
    district, theirs
):
    """Of several to whom the same is due on one day, not those come first that were made first."""
    for name in ("Abel", "Bok", "Cruz"):
        student = StudentFactory(first_name="Tess", last_name=name)
        EnrollmentFactory(student=student, school=district.elm)
        TaskFactory(student=student, owner=theirs.user, school=district.elm, due_on=TODAY)
        CaseFactory(student=student, owner=theirs.user)
    page = text_of(theirs, "/")
    first = ["Abel", "Adams", "Álvarez", "Bok", "Cruz", "De La Cruz", "de la Torre", "Nava"]
    found = re.findall(r">\s*([^<>]+?), Tess</a> <small", page)
    assert found == [*first, "Ñañez", "Olson", "Ørsted", "Zuniga"]


def test_reports_that_are_due(district, children):
    for student in children:
        owing(student, district.elm)
        home(student)
    counselor = person(hire(Role.COUNSELOR, district.elm))
    assert shown(text_of(counselor, "/reports/")) == IN_ORDER


def test_siblings(district, children):
    together = HouseholdFactory()
    for student in children:
        student.household = together
        student.save()
    counselor = person(hire(Role.COUNSELOR, district.elm))
    page = text_of(counselor, f"/students/{children[0].pk}/")
    found = re.findall(r">Tess ([^<]+)</a> <small", page)
    assert found == [name for name in IN_ORDER if name != children[0].last_name]


def test_students_to_open_cases_for_and_cases_to_assign(district, children, theirs):
    chosen = "&".join(f"student={student.pk}" for student in children)
    assert shown(text_of(theirs, f"/cases/open/?{chosen}")) == IN_ORDER
    director = person(hire(Role.DIRECTOR))
    cases = "&".join(f"case={case.pk}" for case in Case.objects.order_by("-pk"))
    assert shown(text_of(director, f"/cases/assign/?{cases}")) == IN_ORDER


def test_letters_are_by_school_and_then_by_name(district, theirs, children):
    north = person(hire(Role.FIELD_COORDINATOR, district.north))
    School.objects.filter(pk=district.oak.pk).update(name="Álamo")
    other = StudentFactory(first_name="Tess", last_name="Zuniga")
    EnrollmentFactory(student=other, school=district.oak)
    notice_about(other, district.oak, stage="due", due_by=TODAY)
    late = StudentFactory(first_name="Tess", last_name="Olson")
    EnrollmentFactory(student=late, school=district.elm)
    notice_about(late, district.elm, stage="due", due_by=TODAY - timedelta(days=1))
    found = [
        name.removesuffix(", Tess")
        for name in re.findall(r">([^<>]+, Tess)</a>", text_of(north, "/letters/"))
    ]
    assert found == ["Olson", "Zuniga", *IN_ORDER]


SCHOOLS = ["Adams High", "Álamo", "De Anza", "Elm", "Ñu", "Oak", "O'Connor", "Ørsted", "Zapata"]


def test_schools_in_lists_and_in_boxes(district):
    for name in reversed([name for name in SCHOOLS if name not in ("Elm", "Oak")]):
        SchoolFactory(name=name, region=district.north)
    north = person(hire(Role.FIELD_COORDINATOR, district.north))
    listed = re.findall(r'<h3><a href="[^"]*">([^<]+)<', text_of(north, "/schools/"))
    assert [name.replace("&#x27;", "'") for name in listed] == SCHOOLS
    CaseFactory(
        student=district.cleo, school=district.elm
    )  # boxes stand over a list that is not empty
    offered = re.findall(r"<option[^>]*>([^<]+)</option>", text_of(north, "/cases/"))
    among = [name.replace("&#x27;", "'") for name in offered]
    assert [name for name in among if name in SCHOOLS] == SCHOOLS


@pytest.mark.parametrize("text", ["O'Connor", "oconnor", "o connor", "CONNOR", "o’connor"])
def test_a_school_is_found_however_its_name_is_typed(district, text):
    SchoolFactory(name="O'Connor", region=district.north)
    north = person(hire(Role.FIELD_COORDINATOR, district.north))
    page = text_of(north, f"/schools/?q={text}")
    assert "O&#x27;Connor" in page
    assert ">Oak<" not in page


def test_staff_in_boxes(district):
    names = ["Ana Álvarez", "Ángel Ruiz", "Anna Ito", "Ørjan Dahl", "Zoe Adams"]
    for name in reversed(names):
        owner = hire(Role.COUNSELOR, district.elm, name=name)
        student = StudentFactory()
        EnrollmentFactory(student=student, school=district.elm)
        CaseFactory(student=student, owner=owner, school=district.elm)
    north = person(hire(Role.FIELD_COORDINATOR, district.north))
    offered = re.findall(r"<option[^>]*>([^<]+)</option>", text_of(north, "/cases/"))
    assert [name for name in offered if name in names] == names
