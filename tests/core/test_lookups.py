"""Many keys are one value of a statement, whichever column they are held against."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.lookups import keys
from students.models import Enrollment, Student
from tests.factories import EnrollmentFactory, StudentFactory


@pytest.mark.parametrize("field", ["pk__among", "id__among"])
def test_rows_with_one_of_the_keys_are_found(db, field):
    ana, ben, _ = (StudentFactory(first_name=name) for name in ("Ana", "Ben", "Cleo"))
    found = Student.objects.filter(**{field: [ana.pk, ben.pk, 0]}).order_by("pk")
    assert list(found) == [ana, ben]


def test_a_column_that_names_another_row_is_asked_by_its_key(db):
    one = EnrollmentFactory()
    EnrollmentFactory()
    assert list(Enrollment.objects.filter(student_id__among={one.student_id})) == [one]


def test_no_keys_find_nothing(db):
    StudentFactory()
    assert not Student.objects.filter(pk__among=[]).exists()


def test_what_it_is_not_holds_the_rest(db):
    ana, ben = StudentFactory(), StudentFactory()
    assert list(Student.objects.exclude(pk__among=[ana.pk])) == [ben]


def test_hundreds_of_keys_are_one_value(db):
    with CaptureQueriesContext(connection) as asked:
        list(Student.objects.filter(pk__among=range(500)))
    assert "'{0,1,2" in asked[0]["sql"]
    assert "IN (0" not in asked[0]["sql"]


def test_keys_as_one_value():
    assert (keys([]), keys([7]), keys([7, 12])) == ("{}", "{7}", "{7,12}")
