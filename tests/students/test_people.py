"""Where a student goes to school on a day, and who is around: one reader each."""

from datetime import date, timedelta

import pytest

from core import sql
from students.queries import adults_of, siblings_of
from students.queries.places import Place, last_places, places_on
from students.rules.around import Veil
from tests.factories import (
    TODAY,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    SchoolFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "reach_all": True,
    "reach_students": [],
    "reach_schools": [],
    "reach_regions": [],
    "reach_on": TODAY,
    "reach_since": TODAY,
}
ALL = Veil(contacts=True, placements=True, far_children=True, reach=EVERYWHERE)
ON = "SELECT school FROM students_place_on(%(student)s, %(day)s)"
LAST = "SELECT school FROM students_last_place(%(student)s, %(day)s)"
DAY = timedelta(days=1)


def place(statement, student, day=TODAY):
    return sql.column(statement, {"student": student.pk, "day": day})


def stay(student, name, entry, exit_date=None):
    school = SchoolFactory(name=name)
    return EnrollmentFactory(
        student=student, school=school, entry_date=entry, exit_date=exit_date, grade="7"
    )


def test_a_place_lasts_through_the_exit_day():
    student = StudentFactory()
    stay(student, "Oak", date(2026, 8, 17), TODAY)
    assert place(ON, student) == ["Oak"]
    assert place(ON, student, TODAY + DAY) == []
    assert place(LAST, student, TODAY + DAY) == ["Oak"]


def test_a_place_begins_on_the_entry_day():
    student = StudentFactory()
    stay(student, "Oak", TODAY)
    assert place(ON, student) == ["Oak"]
    assert place(ON, student, TODAY - DAY) == place(LAST, student, TODAY - DAY) == []


def test_of_two_schools_the_one_entered_last():
    student = StudentFactory()
    stay(student, "Oak", date(2026, 8, 17))
    stay(student, "Elm", date(2026, 10, 1))
    assert place(ON, student) == place(LAST, student) == ["Elm"]


def test_who_left_the_newer_school_is_at_the_older_one_and_was_last_at_the_newer():
    student = StudentFactory()
    stay(student, "Oak", date(2026, 8, 17))
    stay(student, "Elm", date(2026, 10, 1), date(2026, 10, 31))
    assert (place(ON, student), place(LAST, student)) == (["Oak"], ["Elm"])


def test_of_two_entered_on_one_day_the_one_written_last():
    student = StudentFactory()
    stay(student, "Oak", date(2026, 8, 17))
    stay(student, "Elm", date(2026, 8, 17))
    assert place(ON, student) == ["Elm"]


def test_places_of_many_are_one_statement(django_assert_num_queries):
    here, left, nowhere = StudentFactory(), StudentFactory(), StudentFactory()
    oak = stay(here, "Oak", date(2026, 8, 17)).school_id
    elm = stay(left, "Elm", date(2026, 8, 17), date(2026, 10, 31)).school_id
    stay(here, "Next year's", TODAY + DAY)
    keys = [here.pk, left.pk, nowhere.pk]
    with django_assert_num_queries(2):
        now, last = places_on(keys, on=TODAY), last_places(keys, on=TODAY)
    assert now == {here.pk: Place(oak, "Oak", "7")}
    assert last == {**now, left.pk: Place(elm, "Elm", "7")}
    with django_assert_num_queries(0):
        assert places_on([], on=TODAY) == {}


def test_whoever_may_be_called_first_comes_first(django_assert_num_queries):
    student = StudentFactory()
    names = (("Never", True, True), ("Second", False, False), ("First", True, False))
    for name, primary, no_contact in names:
        GuardianshipFactory(
            student=student,
            guardian=GuardianFactory(first_name=name, last_name=""),
            primary=primary,
            no_contact=no_contact,
        )
    GuardianshipFactory(student=student, is_current=False)
    with django_assert_num_queries(1):
        found = adults_of(student.pk, veil=ALL, on=TODAY)
    assert [adult.name for adult in found] == ["First", "Second", "Never"]


def test_a_safe_address_left_out_for_one_child_holds_as_well():
    adult = GuardianFactory(street="12 Oak St", city="Los Angeles")
    here = GuardianshipFactory(guardian=adult, student=StudentFactory())
    GuardianshipFactory(guardian=adult, student=StudentFactory(), safe_address="PO Box 9")
    [found] = adults_of(here.student_id, veil=ALL, on=TODAY)
    assert (found.address, found.is_safe) == ("PO Box 9", True)


def test_nobody_is_read_for_whoever_may_know_of_nobody(django_assert_num_queries):
    student = StudentFactory(household=HouseholdFactory())
    with django_assert_num_queries(0):
        assert adults_of(student.pk, veil=Veil(), on=TODAY) == []
        assert siblings_of(student, veil=Veil(), on=TODAY) == []


def test_children_of_one_household_with_their_schools(django_assert_num_queries):
    home = HouseholdFactory()
    student = StudentFactory(household=home)
    older = StudentFactory(household=home, first_name="Leo", last_name="Ruiz")
    StudentFactory(household=home, first_name="Ana", last_name="Ruiz")
    StudentFactory(first_name="Else", last_name="Where")
    stay(older, "Oak", date(2026, 8, 17))
    with django_assert_num_queries(1):
        found = siblings_of(student, veil=ALL, on=TODAY)
    assert [(one.name, one.school, one.grade) for one in found] == [
        ("Ana Ruiz", "", ""),
        ("Leo Ruiz", "Oak", "7"),
    ]


def test_out_of_reach_follows_the_schools_of_the_reader():
    home = HouseholdFactory()
    student, near = StudentFactory(household=home), StudentFactory(household=home)
    far = StudentFactory(household=home)
    here = stay(near, "Oak", date(2026, 8, 17)).school_id
    stay(far, "Elm", date(2026, 8, 17))
    reach = {**EVERYWHERE, "reach_all": False, "reach_schools": [here]}
    office = Veil(contacts=True, reach=reach)
    assert [one.pk for one in siblings_of(student, veil=office, on=TODAY)] == [near.pk]
    counselor = Veil(contacts=True, far_children=True, reach=reach)
    found = {one.pk: one.in_reach for one in siblings_of(student, veil=counselor, on=TODAY)}
    assert found == {near.pk: True, far.pk: False}
