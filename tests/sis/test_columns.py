"""A column that a bundle may hold is described, loaded, and may be missing where the paper says so."""

import re

import pytest
from django.conf import settings

from attendance.models import AttendanceCode, AutomaticContact, BellPeriod, Mark, Submission
from sis.models import ImportRun
from sis.rules.columns import Absent
from sis.rules.layouts import BY_FILE, LAYOUTS
from students.models import (
    Enrollment,
    Guardian,
    Guardianship,
    Population,
    School,
    SchoolDay,
    Student,
)
from tests.sis.bundles import import_sis, write

PAPER = (settings.BASE_DIR / "docs" / "import.md").read_text()
TABLES = {
    "schools.csv": (School,),
    "codes.csv": (AttendanceCode,),
    "bell.csv": (BellPeriod,),
    "calendar.csv": (SchoolDay,),
    "students.csv": (Student,),
    "guardians.csv": (Guardian, Guardianship),
    "enrollments.csv": (Enrollment,),
    "populations.csv": (Population,),
    "submissions.csv": (Submission,),
    "marks.csv": (Mark,),
    "absence_contacts.csv": (AutomaticContact,),
}
# Read into a key of another table.
LINKED = {"schools.csv": {"region": "region_id"}}
# A value of every column that no file may lack.
NEEDED = {
    "schools.csv": {"school_id": "A", "name": "Adams"},
    "codes.csv": {"code": "AU", "kind": "absent", "excuse": "unexcused"},
    "bell.csv": {"school_id": "A", "period": "1", "minutes": "50"},
    "calendar.csv": {"school_id": "A", "date": "2026-09-14", "is_school_day": "Y"},
    "students.csv": {
        "student_id": "1",
        "first_name": "Ana",
        "last_name": "Ito",
        "birth_date": "2015-03-01",
    },
    "guardians.csv": {
        "guardian_id": "G1",
        "student_id": "1",
        "first_name": "Eva",
        "last_name": "Ito",
    },
    "enrollments.csv": {
        "student_id": "1",
        "school_id": "A",
        "entry_date": "2026-08-13",
        "exit_date": "",
    },
    "populations.csv": {"student_id": "1", "population": "iep"},
    "grades.csv": {"student_id": "1"},
    "credits.csv": {"student_id": "1"},
    "discipline.csv": {"student_id": "1"},
    "programs.csv": {"student_id": "1"},
    "submissions.csv": {"school_id": "A", "date": "2026-09-14", "taken": "N"},
    "marks.csv": {
        "student_id": "1",
        "school_id": "A",
        "date": "2026-09-14",
        "period": "",
        "code": "AU",
    },
    "absence_contacts.csv": {
        "student_id": "1",
        "date": "2026-09-14",
        "channel": "call",
        "result": "machine",
    },
    "history.csv": {"student_id": "1", "kind": "notice", "date": "2026-09-14"},
    "manifest.csv": {
        "file": "marks.csv",
        "school_id": "A",
        "from": "2026-09-14",
        "to": "2026-09-14",
    },
}


def described(file):
    """The columns that the paper names: those a file must have, and those it may lack."""
    [line] = [line for line in PAPER.splitlines() if re.match(rf"\| [^|]*\b{file}", line)]
    _, _, columns, _ = line.split("|")
    needed, _, optional = columns.partition("[")
    return [set(re.findall(r"\w+", part)) for part in (needed, optional)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.file)
def test_the_paper_names_every_column(layout):
    if layout.keeps_all_columns:
        assert "student_id" in described(layout.file)[0]
        return
    refused = {c.name for c in layout.columns if c.absent is Absent.REFUSE}
    others = {c.name for c in layout.columns} - refused
    assert described(layout.file) == [refused, others]


@pytest.mark.parametrize("file", TABLES)
def test_every_column_has_its_place_on_file(file):
    layout = BY_FILE[file]
    linked = LINKED.get(file, {})
    read = {linked.get(c.target, c.target) for c in layout.columns} | {*layout.derived}
    kept = {field.attname for model in TABLES[file] for field in model._meta.concrete_fields}
    assert read - kept == set()


@pytest.mark.usefixtures("worker_db")
def test_a_bundle_without_what_may_be_missing_is_loaded_whole(tmp_path):
    assert {file: {*row} for file, row in NEEDED.items()} == {
        layout.file: {c.name for c in layout.columns if c.absent is Absent.REFUSE}
        for layout in LAYOUTS
    }
    files = {file: f"{','.join(row)}\n{','.join(row.values())}\n" for file, row in NEEDED.items()}
    report = import_sis(write(tmp_path / "b", files))
    assert (report["exit"], report["refused"]) == (0, [])
    assert sum(counts["rejected"] for counts in report["files"].values()) == 0
    for models in TABLES.values():
        assert all(model.objects.exists() for model in models)
    assert ImportRun.objects.get().state == "applied"
