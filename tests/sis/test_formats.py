"""A format is a reader and a row in the table; the rest of an import does not know which."""

from pathlib import Path

import pytest

from sis.models import ImportRun
from sis.readers import formats
from sis.readers.formats import AUTO, FORMATS, PLAIN, FormatIsNotBuilt, check_format, reader_of
from sis.readers.mapping import ExportMapping
from sis.readers.source import BundleSource
from students.models import School, Student
from tests.sis.bundles import BASE, import_sis, write

ROSTER = {
    "orgs.csv": "sourcedId,name\nA,Adams Elementary\n",
    "users.csv": (
        "sourcedId,givenName,middleName,familyName,birthDate\n"
        "1,Ana,,Núñez,2015-03-01\n2,Ben,,Okafor,2014-05-06\n"
    ),
}
SHAPE = {
    "file": [
        {
            "name": "orgs.csv",
            "as": "schools.csv",
            "columns": {"school_id": "sourcedId", "name": "name"},
        },
        {
            "name": "users.csv",
            "as": "students.csv",
            "columns": {
                "student_id": "sourcedId",
                "first_name": "givenName",
                "middle_name": "middleName",
                "last_name": "familyName",
                "birth_date": "birthDate",
            },
        },
    ]
}


class RosterReader:
    """All that another format takes: what it looks like, and its tables."""

    name = "oneroster"

    def knows(self, source):
        return "users.csv" in source.files

    def open(self, source, mapping=None):
        return PLAIN.open(source, mapping or ExportMapping.model_validate(SHAPE))


@pytest.fixture
def roster(monkeypatch):
    reader = RosterReader()
    monkeypatch.setitem(FORMATS, reader.name, reader)
    return reader


def source(*names):
    return BundleSource({name: Path(name) for name in names})


def test_the_table_holds_the_published_names():
    assert list(FORMATS) == ["plain", "oneroster", "sds", "edfi"]


@pytest.mark.parametrize("name", [name for name, reader in FORMATS.items() if reader])
def test_a_reader_carries_the_name_of_its_row(name):
    check_format(name)
    assert reader_of(name, source("students.csv")).name == name


@pytest.mark.parametrize("name", [name for name, reader in FORMATS.items() if not reader])
def test_a_format_without_a_reader_says_what_to_send_instead(name, tmp_path):
    with pytest.raises(FormatIsNotBuilt, match=f"{name} is not available yet; send the plain"):
        check_format(name)
    refused = import_sis(write(tmp_path / "b", BASE), format=name)
    assert refused["exit"] == 2
    assert f"--format {name} is not available yet" in refused["message"]


def test_auto_takes_the_reader_that_knows_the_files(roster):
    assert reader_of(AUTO, source("students.csv")) is PLAIN
    assert reader_of(AUTO, source("users.csv", "enrollments.csv")) is roster
    assert reader_of(AUTO, source("notes.csv")) is PLAIN  # and it says what it looked for
    assert reader_of("plain", source("users.csv")) is PLAIN


@pytest.mark.usefixtures("worker_db")
@pytest.mark.parametrize("asked", [formats.AUTO, "oneroster"])
def test_a_format_of_one_module_and_one_row_is_loaded_as_any_other(roster, asked, tmp_path):
    report = import_sis(write(tmp_path / "b", ROSTER), format=asked)
    assert (report["exit"], report["format"]) == (0, "oneroster")
    assert ImportRun.objects.get().format == "oneroster"
    assert School.objects.get().name == "Adams Elementary"
    assert list(Student.objects.order_by("sis_id").values_list("last_name", flat=True)) == [
        "Núñez",
        "Okafor",
    ]
