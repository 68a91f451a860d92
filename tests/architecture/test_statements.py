"""Statements that are written out: they name only what lies below their room, and they are whole."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from attendance.queries.news import read_news
from core import sql
from devtools.paths import ROOT
from devtools.rooms import ROOMS, may_know
from law.packs import load_pack

TABLES = {
    model._meta.db_table: model._meta.app_label
    for model in apps.get_models(include_auto_created=True)
    if model._meta.app_label in ROOMS
}
SQL_WORDS = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|JOIN|FROM|TRUNCATE|COPY)\b")
# Whose statements run over tables that are made for the run: their own tests explain them.
OWN = {
    "attendance": "tests/attendance/test_statements.py",
    "sis": "tests/sis/test_sql.py",
    "demo": "tests/demo/test_make_district.py",
}


def files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.sql"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def texts() -> Iterator[tuple[str, str]]:
    """Every text of SQL with the file it is written in: .sql files, and strings in Python."""
    for path in files():
        yield name_of(path), path.read_text()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield name_of(path), node.value


def test_what_templates_ask_for_is_no_statement_written_in_them():
    """A tag or a filter asks a query of its room, or the model: a statement is a file."""
    tags = [one for one in texts() if "/templatetags/" in one[0]]
    assert [
        name for name, text in tags if re.match(r"\s*(SELECT|WITH|INSERT|UPDATE)\b", text)
    ] == []


def named_above(name: str, text: str) -> list[str]:
    """The tables of higher rooms, or of siblings, that a text of SQL names."""
    room = name.partition("/")[0]
    words = set(re.findall(r"\b[a-z]+_[a-z]+\b", text)) if SQL_WORDS.search(text) else set()
    above = [table for table in words & TABLES.keys() if not may_know(room, TABLES[table])]
    return [f"{name} names {table}" for table in sorted(above)]


def test_sql_names_no_table_of_a_higher_room():
    assert [fault for name, text in texts() for fault in named_above(name, text)] == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("attendance/queries/x.py", "SELECT id FROM cases_case", 1),
        ("letters/actions/sql/x.sql", "UPDATE tasks_task SET kind = ''", 1),
        ("cases/queries/x.py", "SELECT 1 FROM cases_case JOIN attendance_mark m ON true", 0),
        ("attendance/queries/x.py", "the word cases_case in a sentence", 0),
    ],
)
def test_a_table_above_is_found(name, text, found):
    assert len(named_above(name, text)) == found


def explained(text: str) -> str:
    """Return what the database says against a statement, '' for nothing."""
    numbers: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        return f"${numbers.setdefault(match[1], len(numbers) + 1)}"

    plain = re.sub(r"%\((\w+)\)s", numbered, text).replace("%%", "%")
    nothing = dict.fromkeys(numbers)
    # By types alone; where they do not say enough, with no value at all.
    for asked, values in ((f"EXPLAIN (GENERIC_PLAN) {plain}", None), (f"EXPLAIN {text}", nothing)):
        try:
            with transaction.atomic():
                sql.tuples(asked, values)
        except DatabaseError as error:
            said = str(error).partition("\n")[0]
        else:
            return ""
    return said


def test_there_are_three_fragments_at_most():
    """What several statements share is a view or a function; a fragment is what neither can hold."""
    assert len([path for path in files() if path.parent.name == "fragments"]) <= 3


@pytest.mark.django_db
def test_a_file_is_a_whole_statement():
    ours = [path for path in files() if path.parent.name != "fragments"]
    ours = [path for path in ours if name_of(path).partition("/")[0] not in OWN]
    read_news(load_pack("california"), since=0, school_year=2026)  # there while rules propose
    said = {name_of(path): explained(sql.filled(path.read_text())) for path in ours}
    assert {name: why for name, why in said.items() if why} == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("SELECT id FROM students_student WHERE id = %(key)s", True),
        ("SELECT id FROM students_student WHERE {reach}", False),
        ("SELECT id FROM students_pupil", False),
    ],
)
def test_a_part_of_a_statement_is_found(text, whole):
    assert (explained(text) == "") == whole


@pytest.mark.parametrize("path", OWN.values())
def test_a_room_with_tables_of_its_own_making_runs_its_statements(path):
    assert (ROOT / path).exists()
