"""One list of the fields of a name drives whatever reads, finds, shows or leaves out a person."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import CharField

from sis.rules.columns import Absent
from sis.rules.layouts import BY_FILE
from students.models import Guardian, Student
from students.rules.names import (
    ADULT_COLUMNS,
    ADULT_NAME,
    LONGEST,
    STUDENT_COLUMNS,
    STUDENT_NAME,
    card_name,
    full_name,
    written_forms,
)
from tests.factories import StudentFactory

ROOT = Path(settings.BASE_DIR)
ANA = {"first_name": "Ana", "middle_name": "María", "last_name": "Núñez"}
OPTIONAL = [field.column for field in STUDENT_NAME if field.is_optional]
# The list itself and the tables; the made-up district writes its own people, the bench its files.
WRITTEN_OUT = {
    "students/rules/names.py",
    "students/models/people.py",
    "demo/families.py",
    "bench/whole.py",
}


@pytest.mark.parametrize(
    ("model", "columns"), [(Student, STUDENT_COLUMNS), (Guardian, ADULT_COLUMNS)]
)
def test_the_list_is_the_table_s(model, columns):
    named = [f for f in model._meta.concrete_fields if f.name.endswith("_name")]
    assert tuple(field.name for field in named) == columns
    assert all(isinstance(f, CharField) and f.max_length == LONGEST for f in named)


@pytest.mark.parametrize(
    ("file", "fields"), [("students.csv", STUDENT_NAME), ("guardians.csv", ADULT_NAME)]
)
def test_a_file_is_read_for_every_field(file, fields):
    columns = {column.name: column for column in BY_FILE[file].columns}
    read = [columns[field.column] for field in fields]
    assert [column.absent is Absent.REFUSE for column in read] == [
        not field.is_optional for field in fields
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("column", STUDENT_COLUMNS)
def test_every_field_is_found_and_shown(column):
    other = ANA | {column: "Zoë"}
    student = StudentFactory(**other)
    assert "zoe" in student.search_key
    assert "zoe" in student.name_order
    assert "Zoë" in full_name(other)
    assert "Zoë" in card_name(other)
    assert any("Zoë" in " ".join(form) for form in written_forms(other))


def test_a_name_in_its_forms():
    assert full_name(ANA) == "Ana María Núñez"
    assert full_name(ANA, ADULT_COLUMNS) == "Ana Núñez"
    assert card_name(ANA) == "Núñez, Ana María"
    assert [" ".join(form) for form in written_forms(ANA)] == [
        "Ana María Núñez",
        "Núñez, Ana María",
        "Ana María",
        "Ana Núñez",
        "Núñez, Ana",
        "Ana",
    ]


@pytest.mark.parametrize(
    ("blank", "full", "card", "forms"),
    [
        ("first_name", "María Núñez", "Núñez, María", []),
        ("middle_name", "Ana Núñez", "Núñez, Ana", ["Ana Núñez", "Núñez, Ana", "Ana"]),
        ("last_name", "Ana María", ", Ana María", ["Ana María", "Ana"]),
    ],
)
def test_what_is_blank_leaves_no_gap(blank, full, card, forms):
    person = ANA | {blank: ""}
    assert full_name(person) == full
    assert card_name(person) == card.strip(", ")
    assert [" ".join(form) for form in written_forms(person)] == forms


def test_a_statement_that_reads_a_whole_name_reads_all_of_it():
    short = {
        path.relative_to(ROOT).as_posix(): missing
        for path in ROOT.glob("[a-z]*/**/*.sql")
        for text in [path.read_text()]
        if any(column in text for column in OPTIONAL)
        for missing in [[c for c in STUDENT_COLUMNS if not re.search(rf"\b{c}\b", text)]]
        if missing
    }
    assert short == {}


def test_no_module_writes_the_list_out_again():
    again = [
        name
        for path in ROOT.glob("[a-z]*/**/*.py")
        for name in [path.relative_to(ROOT).as_posix()]
        if not name.startswith("tests/") and "migrations" not in name
        if name not in WRITTEN_OUT and any(column in path.read_text() for column in OPTIONAL)
    ]
    assert again == []
