"""Rows of read values: the loop that a million marks go through."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from sis.readers.tables import BundleTable, Placed
from sis.rules.columns import Layout, Refers, Row, Wrong
from sis.rules.values import Doubtful, Unreadable

# Ids as text, ready for COPY.
Known = Mapping[Refers, dict[str, str]]
Value = str | None
REMEDIES = {
    Refers.STUDENT: "no student has this id; send students.csv with the student, or correct it",
    Refers.SCHOOL: "no school has this id; send schools.csv with the school, or correct it",
    Refers.CODE: "no attendance code is written so; add it to codes.csv, or correct it",
}
TWO_CHILDREN = (
    "this id stands for two children in students.csv, so that nobody can say whose this row is; "
    "correct the ids in the SIS"
)
_UNSEEN = "\0unseen"  # no cell holds a NUL
SHARED_TEXTS = 50_000


@dataclass(frozen=True)
class Reject:
    """A row that is not loaded, and the place to look at."""

    file: str
    line: int
    column: str
    value: str
    reason: str
    row: dict[str, str]
    student: str = ""  # the id in the row, if it can be told: what is on file of theirs stays


@dataclass(frozen=True)
class Doubt:
    """A value that was loaded and that somebody should look at."""

    file: str
    line: int
    column: str
    about: str


@dataclass(frozen=True)
class RowWaiting:
    """A row of a student about whom a question is open: its values by our names for columns."""

    file: str
    line: int
    student: str
    values: dict[str, str]


def _pass(_: object) -> None:
    return None


@dataclass(frozen=True)
class Told:
    """Who is told what of a file's rows. Rows of the students in `waiting` wait; the ids in
    `ambiguous` stand for two children.
    """

    reject: Callable[[Reject], None]
    doubt: Callable[[Doubt], None] = _pass
    wait: Callable[[RowWaiting], None] = _pass
    waiting: Collection[str] = ()
    ambiguous: Collection[str] = ()


class _Waits(Exception):
    """The row names a student about whom a question is open."""


class CellReader:
    """Reads the cells of one column; remembers what many rows share."""

    def __init__(self, table: BundleTable, placed: Placed, known: Known, told: Told) -> None:
        mapped = table.mapping
        self.told = told
        self.placed, self.column = placed, placed.column
        self.nulls = frozenset(mapped.nulls) if mapped else frozenset()
        self.values = mapped.values.get(self.column.name, {}) if mapped else {}
        self.refers = known[self.column.refers] if self.column.refers else None
        # Ids of the SIS are looked up straight away; a miss is read with care below.
        direct = self.refers is not None and not mapped
        self.seen: dict[str, str | None] = {}
        if direct and self.refers:
            self.seen = cast("dict[str, str | None]", self.refers)
        self.remembers = self.column.shared and not direct

    def text(self, cell: str) -> str:
        """Return the cell's text by the mapping, not read yet."""
        text = cell.strip()
        if text in self.nulls:
            text = ""
        return self.values.get(text, text)

    def read(self, cell: str) -> Value:
        value: Value = self.column.read(self.text(cell))
        if self.refers is not None and value is not None:
            found = self.refers.get(value or "")
            if found is None:
                self._refuse_unknown(value or "")
            value = found
        if self.remembers and len(self.seen) < SHARED_TEXTS:
            self.seen[cell] = value
        return value

    def _refuse_unknown(self, named: str) -> None:
        """Raise what becomes of a row that names nothing on file, or a student in question."""
        refers = self.column.refers or Refers.CODE
        if refers is Refers.STUDENT and named in self.told.waiting:
            raise _Waits(named)
        if refers is Refers.STUDENT and named in self.told.ambiguous:
            raise Unreadable(TWO_CHILDREN)
        raise Unreadable(REMEDIES[refers])


def read_rows(table: BundleTable, known: Known, told: Told) -> Iterator[list[Value]]:
    """Yield [line, values in the order of `columns_of(table)`] for each good row."""
    reading = _Reading(table, known, told)
    whole, named = len(table.header), table.width
    for line, cells in table.rows(reading.refuse.malformed):
        if len(cells) != whole or (named < whole and any(cells[named:])):
            reading.refuse.width(line, cells)
            continue
        if cells == table.header:
            reading.refuse.row(line, cells, Wrong("", "the header again, not a row"))
            continue
        values: list[Value] = [str(line)]
        if reading.read(line, cells, values) and reading.complete(line, cells, values):
            yield values


class _Reading:
    """What the loop over the rows of one table needs at hand."""

    def __init__(self, table: BundleTable, known: Known, told: Told) -> None:
        cells = [CellReader(table, one, known, told) for one in table.columns]
        moving = [cell for cell in cells if cell.placed.index >= 0]
        still = [cell for cell in cells if cell.placed.index < 0]
        self.table, self.told, self.cells = table, told, cells
        self.refuse = _Refuser(table, told.reject, cells)
        self.fixed = [cell.read(cell.placed.constant) for cell in still]
        self.plan = [(cell.placed.index, cell.seen, cell.read) for cell in moving]
        self.whole = _whole_row(table.layout, [cell.column.target for cell in moving + still])

    def read(self, line: int, cells: list[str], values: list[Value]) -> bool:
        """Append the value of each cell; say whether all could be read."""
        for index, seen, read in self.plan:
            value = seen.get(cells[index], _UNSEEN)
            if value is _UNSEEN:
                try:
                    value = read(cells[index])
                except Unreadable as problem:
                    self.refuse.cell(line, index, cells, str(problem))
                    return False
                except _Waits as waits:
                    self._wait(line, cells, str(waits))
                    return False
                if isinstance(value, Doubtful):
                    self._doubt(line, index, value)
            values.append(value)
        return True

    def _doubt(self, line: int, index: int, value: Doubtful) -> None:
        self.told.doubt(Doubt(self.table.file, line, self.table.header[index], value.about))

    def _wait(self, line: int, cells: list[str], student: str) -> None:
        """Keep the row as a file of ours would have it, whatever the export's shape."""
        values = {
            cell.column.name: _as_ours(
                cell, cells[cell.placed.index] if cell.placed.index >= 0 else cell.placed.constant
            )
            for cell in self.cells
        }
        if self.table.layout.keeps_all_columns:
            values |= json.loads(_as_json(self.table, cells))
        self.told.wait(RowWaiting(self.table.file, line, student, values))

    def complete(self, line: int, cells: list[str], values: list[Value]) -> bool:
        """Append what is the same in all rows and what is derived; say whether the row holds."""
        values += self.fixed
        if self.table.layout.keeps_all_columns:
            values.append(_as_json(self.table, cells))
        wrong = self.whole(values) if self.whole else None
        if wrong:
            self.refuse.row(line, cells, wrong)
        return wrong is None


def columns_of(table: BundleTable) -> list[str]:
    """Return our names of the values `read_rows` yields after the line."""
    given = [placed.column.target for placed in table.columns if placed.index >= 0]
    data = ["data"] if table.layout.keeps_all_columns else []
    names = given + _fixed_names(table)
    return names + list(table.layout.derived_from(names)) + data


def _fixed_names(table: BundleTable) -> list[str]:
    return [placed.column.target for placed in table.columns if placed.index < 0]


def _whole_row(layout: Layout, names: list[str]) -> Callable[[list[Value]], Wrong | None] | None:
    """Return what checks a whole row and appends its derived values, or None for nothing."""
    if layout.check is None and layout.derive is None:
        return None

    given = (*names, *layout.derived_from(names))

    def check(values: list[Value]) -> Wrong | None:
        row: Row = dict(zip(names, values[1:], strict=True))
        wrong = layout.check(row) if layout.check else None
        if wrong is None and layout.derive:
            row |= layout.derive(row)
            values[1:] = [row[name] for name in given]
        return wrong

    return check


def _as_json(table: BundleTable, cells: list[str]) -> str:
    """Return the row but for the student's id: what the screens show as the SIS wrote it."""
    taken = {placed.index for placed in table.columns}
    kept = {
        n: c.strip()
        for i, (n, c) in enumerate(zip(table.header, cells, strict=True))
        if i not in taken
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _as_ours(cell: CellReader, written: str) -> str:
    """Return a cell as a plain file has it: what it names by the SIS's id, and days as ISO days."""
    text = cell.text(written)
    if cell.column.sql != "date":
        return text
    try:
        return cell.column.read(text) or ""
    except Unreadable:
        return text


class _Refuser:
    """Turns what is wrong with a row into a Reject."""

    def __init__(
        self, table: BundleTable, on_reject: Callable[[Reject], None], readers: list[CellReader]
    ) -> None:
        self.table, self.on_reject = table, on_reject
        students = (one for one in readers if one.column.refers is Refers.STUDENT)
        self.student = next(students, None)

    def cell(self, line: int, index: int, cells: list[str], reason: str) -> None:
        column = self.table.header[index]
        self._reject(line, column, cells[index].strip(), reason, cells)

    def row(self, line: int, cells: list[str], wrong: Wrong) -> None:
        index = next((p.index for p in self.table.columns if p.column.name == wrong.column), -1)
        value = cells[index].strip() if index >= 0 else ""
        self._reject(line, wrong.column, value, wrong.reason, cells)

    def width(self, line: int, cells: list[str]) -> None:
        named = self.table.width
        says = f"{len(cells)} cells, the header has {named}"
        if len(cells) == len(self.table.header):
            says = f"a value to the right of the {named} columns that the header names"
        remedy = "a text that holds the delimiter needs quotes around it, or all after it is moved"
        self._reject(line, "", "", f"{says}; {remedy}", cells)

    def malformed(self, line: int, reason: str) -> None:
        says = f"quoting is wrong ({reason}); a quote inside a cell must be doubled"
        self._reject(line, "", "", says, [])

    def _reject(self, line: int, column: str, value: str, reason: str, cells: list[str]) -> None:
        row = dict(zip(self.table.header, (cell[:1000] for cell in cells), strict=False))
        student = self._student(cells)
        self.on_reject(
            Reject(self.table.file, line, column, value[:200], reason[:300], row, student)
        )

    def _student(self, cells: list[str]) -> str:
        """Return the id of the row's student as it is on file, "" if it cannot be told."""
        one = self.student
        if one is None or not 0 <= one.placed.index < len(cells):
            return ""
        try:
            return one.column.read(one.text(cells[one.placed.index])) or ""
        except Unreadable:
            return ""
