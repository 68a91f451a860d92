"""Grades, credits, discipline and programs, as the SIS writes them."""

import pytest

from students.choices import RecordKind
from students.models import SchoolRecord
from students.queries.records import records_of, sheets_from


def row(kind, **data):
    return {"kind": kind, "data": data}


def test_rows_of_a_kind_are_a_table_known_columns_first():
    [sheet] = sheets_from(
        [
            row(RecordKind.GRADE, mark="A", course="Art", teacher_name="Lee"),
            row(RecordKind.GRADE, mark=None, course="Biology", credits=5),
        ]
    )
    assert (sheet.title, sheet.columns) == (
        "Grades",
        ["Course", "Mark", "Credits", "Teacher name"],
    )
    assert sheet.rows == [["Art", "A", "", "Lee"], ["Biology", "", "5", ""]]


def test_kinds_stand_in_their_order_and_none_is_made_up():
    records = [row(RecordKind.DISCIPLINE, days=1), row(RecordKind.CREDIT, earned=5)]
    assert [sheet.title for sheet in sheets_from(records)] == ["Credits", "Discipline"]
    assert list(sheets_from([])) == []


def test_only_the_kinds_asked_for_are_read_in_their_order(district, django_assert_num_queries):
    for kind, position in ((RecordKind.GRADE, 2), (RecordKind.GRADE, 1), (RecordKind.CREDIT, 1)):
        SchoolRecord.objects.create(
            student=district.ana, kind=kind, position=position, data={"n": position}
        )
    SchoolRecord.objects.create(
        student=district.ben, kind=RecordKind.GRADE, position=1, data={"n": 9}
    )
    with django_assert_num_queries(1):
        found = records_of(district.ana.pk, [RecordKind.GRADE])
    assert [one["data"] for one in found] == [{"n": 1}, {"n": 2}]


@pytest.mark.parametrize("kinds", [[], [RecordKind.PROGRAM]])
def test_of_no_kind_nothing_is_read(district, kinds):
    SchoolRecord.objects.create(
        student=district.ana, kind=RecordKind.GRADE, position=1, data={"n": 1}
    )
    assert records_of(district.ana.pk, kinds) == []
