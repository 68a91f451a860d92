"""Adults of some students as a file names them, before it is loaded."""

from collections.abc import Collection

from sis.readers.rows import CellReader, Told
from sis.readers.tables import BundleTable
from sis.rules.columns import Refers
from sis.rules.identity import KnownAdult
from sis.rules.values import Unreadable
from students.rules.names import ADULT_COLUMNS


def _nobody(*_: object) -> None:
    return None


def adults_in(table: BundleTable, students: Collection[str]) -> dict[str, set[KnownAdult]]:
    """Return the adults of these students by the students' ids. Reads the file once."""
    cells = {
        one.column.name: CellReader(table, one, {Refers.STUDENT: {}}, Told(_nobody))
        for one in table.columns
        if one.column.name in ("student_id", "guardian_id", *ADULT_COLUMNS)
    }
    found: dict[str, set[KnownAdult]] = {}
    for _, row in table.rows(_nobody):
        try:
            said = {
                name: cell.column.read(cell.text(_cell(cell, row))) or ""
                for name, cell in cells.items()
            }
        except (Unreadable, IndexError):
            continue  # it is rejected when it is loaded
        if said["student_id"] in students:
            name = " ".join(filter(None, (said.get(column, "") for column in ADULT_COLUMNS)))
            found.setdefault(said["student_id"], set()).add(KnownAdult(said["guardian_id"], name))
    return found


def _cell(cell: CellReader, row: list[str]) -> str:
    placed = cell.placed
    return row[placed.index] if placed.index >= 0 else placed.constant
