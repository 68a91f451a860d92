"""Statements that are made from a file's layout: what they do, and that a name is only a name."""

import io
import json

import pytest

from core import sql
from sis.actions import generated
from sis.actions.generated import Merge
from students.models import School

ODD = 'a "name"; DROP TABLE students_school --'
pytestmark = pytest.mark.usefixtures("worker_db")


def staged(*rows, name="odd", columns=None):
    """Make a working table of lines, ids and names."""
    columns = columns or {"line": "integer", "sis_id": "text", "name": "text"}
    generated.create(name, columns)
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    return generated.copy(name, io.StringIO(text))


def test_a_name_is_an_identifier_whatever_is_in_it():
    assert (
        staged((1, "x"), (2, "x"), (3, "y"), name=ODD, columns={"line": "integer", ODD: "text"})
        == 3
    )
    generated.index(ODD, ODD)
    generated.add_column(ODD, ODD + "2", "text")
    generated.analyze(ODD)
    assert generated.repeats(ODD, (ODD,)) == [(1, 2)]
    assert (generated.count(ODD), generated.keep_last(ODD, (ODD,))) == (3, 2)
    generated.rename(ODD, "other")
    generated.drop("other", ODD + "_last")
    assert School.objects.count() == 0  # the table is there


def test_the_last_row_of_a_key_is_kept():
    staged((1, "A", "Old"), (2, "B", "Baker"), (3, "A", "Adams"))
    assert generated.keep_last("odd", ("sis_id",)) == 2
    last = sql.tuples("SELECT line, sis_id, name FROM staging.import_odd_last ORDER BY 1")
    assert last == [(2, "B", "Baker"), (3, "A", "Adams")]


def test_what_is_new_and_what_differs_is_merged_and_nothing_else():
    for sis_id, name in (("A", "Adams"), ("B", "Old"), ("C", "Clay")):
        School.objects.create(sis_id=sis_id, name=name, level="high")
    staged((1, "A", "Adams"), (2, "B", "Baker"), (3, "D", ODD))
    plan = Merge("schools.csv", School, "odd", key=("sis_id",), values=("name",))
    assert generated.diff(plan) == 2
    assert [line for line, _ in generated.new_rows(plan, most=5)] == [3]
    [(line, *pair)] = generated.changed_rows(plan, most=5)
    assert (line, [json.loads(row)["name"] for row in pair]) == (2, ["Old", "Baker"])
    assert (generated.insert(plan), generated.update(plan)) == (1, 1)
    rows = School.objects.order_by("sis_id").values_list("sis_id", "name", "level")
    assert list(rows) == [
        ("A", "Adams", "high"),
        ("B", "Baker", "high"),
        ("C", "Clay", "high"),
        ("D", ODD, School._meta.get_field("level").get_default()),
    ]


def test_a_file_without_a_value_of_its_own_changes_nothing():
    School.objects.create(sis_id="A", name="Adams")
    staged((1, "A", "Adams"))
    plan = Merge("schools.csv", School, "odd", key=("sis_id",), values=())
    assert (generated.diff(plan), generated.update(plan)) == (0, 0)
