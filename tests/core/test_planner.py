"""Tables that a transaction fills are analyzed within it, once for what changed."""

import pytest

from core import planner, sql
from students.models import School, Student

EXPECTED = "SELECT greatest(reltuples, 0)::int FROM pg_class WHERE relname = 'students_student'"


def fill(first, count):
    Student.objects.bulk_create([Student(sis_id=f"P{n}") for n in range(first, first + count)])


@pytest.fixture(autouse=True)
def known(worker_db):
    """The planner knows of no student."""
    sql.run("ANALYZE students_student")


def test_a_table_that_was_filled_is_analyzed_once():
    told = {}
    fill(0, 60)
    assert planner.tell(told) == ["students_student"]
    assert sql.value(EXPECTED) == 60
    assert told == {"students_student": 60}
    assert planner.tell(told) == []


@pytest.mark.parametrize(("more", "analyzed"), [(50, []), (51, ["students_student"])])
def test_fifty_rows_are_not_worth_it(more, analyzed):
    fill(0, more)
    assert planner.tell({}) == analyzed


@pytest.mark.parametrize(("more", "analyzed"), [(60, []), (61, ["students_student"])])
def test_nor_is_a_tenth_of_what_was_there(more, analyzed):
    told = {}
    fill(0, 100)
    planner.tell(told)
    fill(100, more)
    assert planner.tell(told) == analyzed


def test_updates_and_deletes_count_and_other_tables_are_left_alone():
    fill(0, 20)
    Student.objects.update(city="Reseda")
    # As jobs delete: the ORM would look into every table about a student, and one is not the worker's.
    sql.run("DELETE FROM students_student WHERE sis_id LIKE '%1'")
    Student.objects.update(city="Encino")
    School.objects.create(sis_id="S1", name="North")
    assert planner.tell({}) == ["students_student"]
