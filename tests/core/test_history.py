"""What an update overwrites is kept, for one row or many, by a statement planned each time."""

from datetime import date

import pytest
from django.apps import apps

from core import sql
from students.models import Enrollment, Population, School, Student

pytestmark = pytest.mark.django_db

# The functions of triggers that hold the old rows of a statement against the new.
HOLDING = """
SELECT t.tgrelid::regclass::text AS on_table, p.prosrc AS written
FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgoldtable IS NOT NULL AND t.tgnewtable IS NOT NULL
ORDER BY 1"""


def kept(model):
    return apps.get_model(f"students.{model.__name__}Event").objects


def test_every_table_with_history_plans_its_statement_anew_each_time():
    found = sql.rows(HOLDING)
    assert [row["on_table"] for row in found] == [
        "students_enrollment",
        "students_guardian",
        "students_guardianship",
        "students_household",
        "students_population",
        "students_student",
    ]
    for row in found:
        assert "EXECUTE $kept$WITH" in row["written"], row["on_table"]


def test_after_one_row_many_are_kept_as_they_were_and_none_that_did_not_change():
    Student.objects.bulk_create(
        [Student(sis_id=f"H{n}", first_name="Ana", city="Reseda") for n in range(40)]
    )
    Student.objects.filter(sis_id="H0").update(city="Encino")
    Student.objects.update(city="Encino")
    old = kept(Student).order_by("pgh_id").values_list("sis_id", "city", "pgh_label")
    assert len(old) == 40
    assert set(old) == {(f"H{n}", "Reseda", "update") for n in range(40)}


def test_a_text_with_the_mark_of_the_statement_in_it_is_only_a_value():
    student = Student.objects.create(sis_id="H1", street="1 $kept$ St; --", city="Reseda")
    Student.objects.filter(pk=student.pk).update(street="2 Main St")
    assert kept(Student).get().street == "1 $kept$ St; --"


def test_what_a_delete_ends_is_kept():
    student = Student.objects.create(sis_id="H2")
    Population.objects.create(student=student, kind="iep", start=date(2026, 8, 13))
    Population.objects.all().delete()
    old = kept(Population).get()
    assert (old.kind, old.start, old.pgh_label) == ("iep", date(2026, 8, 13), "delete")


def test_the_old_days_of_an_enrollment_are_kept_with_their_student():
    school = School.objects.create(sis_id="S1", name="North")
    student = Student.objects.create(sis_id="H3")
    stay = Enrollment.objects.create(
        student=student, school=school, entry_date=date(2026, 8, 13), grade="9"
    )
    Enrollment.objects.filter(pk=stay.pk).update(exit_date=date(2026, 10, 1))
    old = kept(Enrollment).get()
    assert (old.pgh_obj_id, old.student_id, old.exit_date) == (stay.pk, student.pk, None)
