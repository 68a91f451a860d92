"""What the tests of readers read with: one student, school and code or two, no database."""

from sis.readers.formats import PLAIN
from sis.readers.rows import Told, read_rows
from sis.readers.source import open_source
from sis.rules.columns import Refers

KNOWN = {
    Refers.STUDENT: {"1": "101", "2": "102"},
    Refers.SCHOOL: {"A": "201"},
    Refers.CODE: {"AU": "301", "TD": "302"},
}

HEADER = "student_id,school_id,date,period,code,minutes_missed,reason\n"


def read(path, mapping=None):
    """Return the values of all tables, the rejects and the warnings of a bundle."""
    rejects = []
    told = Told(rejects.append)
    with open_source(path) as source:
        tables = PLAIN.open(source, mapping)
        found = {t.file: list(read_rows(t, KNOWN, told)) for t in tables}
        return found, rejects, source.warnings


def marks(tmp_path, content, name="marks.csv"):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    found, rejects, warnings = read(tmp_path)
    return found.get("marks.csv"), rejects, warnings


ONE = ["2", "101", "201", "2026-09-14", "", "301", None, ""]
