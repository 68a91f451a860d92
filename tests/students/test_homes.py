"""Where students live, for whoever goes there: told as on the student's page, and no other way."""

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from desk.queries.student import student_file
from students.models import Student
from students.queries.homes import HomeAddress, homes_of
from tests.factories import TODAY, GuardianFactory, GuardianshipFactory, StudentFactory
from tests.world import hire

pytestmark = pytest.mark.django_db
STREET = {"street": "12 Oak St", "city": "Los Angeles", "state": "CA", "zip": "90012"}


def home(student):
    return homes_of(Student.objects.filter(pk=student.pk))[student.pk]


def test_an_address_as_it_is_on_file():
    assert home(StudentFactory(**STREET)) == HomeAddress(
        "12 Oak St", "90012", "12 Oak St, Los Angeles, CA 90012"
    )


def test_the_map_of_the_telephone_gets_the_address_and_nobody_else():
    assert home(StudentFactory(**STREET)).map_link == (
        "geo:0,0?q=12%20Oak%20St%2C%20Los%20Angeles%2C%20CA%2090012"
    )
    assert HomeAddress().map_link == ""


@pytest.mark.parametrize("lives_with", [True, None])
def test_a_safe_address_hides_the_home_where_the_adult_lives(lives_with):
    tie = GuardianshipFactory(
        student=StudentFactory(**STREET), lives_with=lives_with, safe_address="PO Box 1"
    )
    assert home(tie.student) == HomeAddress(is_hidden=True)


@pytest.mark.parametrize(
    "values",
    [
        {"lives_with": False, "safe_address": "PO Box 1"},
        {"lives_with": True, "safe_address": " "},
        {"lives_with": True, "safe_address": "PO Box 1", "is_current": False},
    ],
)
def test_one_who_lives_elsewhere_or_is_none_any_more_hides_nothing(values):
    tie = GuardianshipFactory(student=StudentFactory(**STREET), **values)
    assert not home(tie.student).is_hidden


def test_a_safe_address_at_one_child_hides_the_home_of_the_other():
    adult = GuardianFactory()
    GuardianshipFactory(guardian=adult, safe_address="PO Box 1")
    tie = GuardianshipFactory(guardian=adult, student=StudentFactory(**STREET), lives_with=True)
    assert home(tie.student).is_hidden


@pytest.mark.parametrize("safe", ["", "PO Box 1"])
def test_it_is_hidden_as_on_the_students_page(district, safe):
    Student.objects.filter(pk=district.ana.pk).update(**STREET)
    district.ana.refresh_from_db()
    GuardianshipFactory(student=district.ana, lives_with=True, safe_address=safe)
    reader = reach_of(hire(Role.COUNSELOR, district.oak), on=TODAY)
    page = student_file(reader, district.ana, school_year=None)
    found = home(district.ana)
    assert (found.is_hidden, found.address) == (page.address_is_hidden, page.address)


def test_of_many_it_takes_one_statement(django_assert_num_queries):
    for _ in range(10):
        GuardianshipFactory(student=StudentFactory(**STREET))
    with django_assert_num_queries(1):
        assert len(homes_of(Student.objects.all())) == 10
