"""One file as a table of the bundle: how it is written, and where its columns stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sis.readers.header import find_header, plain_name
from sis.readers.mapping import FileMapping
from sis.readers.source import BundleIsUnreadable
from sis.readers.text import Dialect, OnMalformed, find_encoding, rows
from sis.rules.columns import Absent, FileColumn, Layout
from sis.rules.values import date_in

QUOTES = "\"'"


@dataclass(frozen=True)
class Placed:
    """A column and where its cell stands; -1 with a constant for all rows."""

    column: FileColumn
    index: int
    constant: str = ""


@dataclass
class BundleTable:
    """One file of the bundle with its columns found."""

    layout: Layout
    path: Path
    dialect: Dialect
    header: list[str]
    lines: int
    columns: list[Placed] = field(default_factory=list)
    mapping: FileMapping | None = None

    @property
    def file(self) -> str:
        return self.layout.file

    @property
    def has_short_years(self) -> bool:
        """Whether years are written with two digits."""
        return bool(self.mapping and self.mapping.date_format and "%y" in self.mapping.date_format)

    @property
    def width(self) -> int:
        """How many cells have a name, but for blank ones at the end of the header."""
        named = [place for place, name in enumerate(self.header, 1) if name]
        return named[-1] if named else 0

    def rows(self, on_malformed: OnMalformed) -> Iterator[tuple[int, list[str]]]:
        """Yield each row after the header with its line."""
        found = rows(self.path, self.file, self.dialect, on_malformed)
        next(found, None)
        return found


def open_table(
    layout: Layout, path: Path, mapped: FileMapping | None, warnings: list[str]
) -> BundleTable | None:
    """Find a file's columns; None for an empty file. What is odd but harmless goes to `warnings`.

    Raises BundleIsUnreadable for a column that is missing or doubled.
    """
    encoding, lines = find_encoding(path, layout.file)
    if encoding != "utf-8-sig":
        spoken = "Windows-1252" if encoding == "cp1252" else "Latin-1"
        warnings.append(f"{layout.file}: not UTF-8, read as {spoken}; check accented names")
    wanted = {plain_name(_theirs(column, mapped)) for column in layout.needed(_given(mapped))}
    top = find_header(
        path, encoding, wanted=wanted, delimiter=mapped.delimiter if mapped else None
    )
    if top.titles:
        said = ", ".join(map(str, top.titles))
        warnings.append(f"{layout.file}: line {said} before the header: a title, not read")
    dialect = Dialect(
        encoding=encoding,
        delimiter=top.delimiter,
        quote=mapped.quote if mapped else '"',
        escape=mapped.escape if mapped else None,
        skipped=top.skipped,
    )
    header = _header(layout, path, dialect)
    if header is None:
        warnings.append(f"{layout.file}: empty, not even a header; nothing is taken from it")
        return None
    table = BundleTable(layout, path, dialect, header, lines, mapping=mapped)
    table.columns = _place(table, warnings)
    return table


def _header(layout: Layout, path: Path, dialect: Dialect) -> list[str] | None:
    def refuse(line: int, reason: str) -> None:
        raise BundleIsUnreadable(
            f"{layout.file} line {line}: the header cannot be read ({reason})."
        )

    found = next(rows(path, layout.file, dialect, refuse), None)
    return [cell.strip().strip(QUOTES).strip() for cell in found[1]] if found else None


def _given(mapped: FileMapping | None) -> frozenset[str]:
    return frozenset(mapped.constants) if mapped else frozenset()


def _theirs(column: FileColumn, mapped: FileMapping | None) -> str:
    return mapped.columns.get(column.name, column.name) if mapped else column.name


def _place(table: BundleTable, warnings: list[str]) -> list[Placed]:
    """Find each column. Raises BundleIsUnreadable for a missing or doubled one."""
    at: dict[str, int] = {}
    doubled = []
    for index, name in enumerate(table.header):
        if plain_name(name) in at:
            doubled.append(name)
        at.setdefault(plain_name(name), index)
    placed: list[Placed] = []
    missing: list[FileColumn] = []
    for column in table.layout.columns:
        found = _find(table, column, at)
        if found:
            placed.append(found)
        else:
            missing.append(column)
    refused = [column.name for column in missing if column.absent is Absent.REFUSE]
    taken = {item.index for item in placed}
    if refused or any(at[plain_name(name)] in taken for name in doubled):
        raise BundleIsUnreadable(_header_problem(table, refused, doubled))
    placed += [Placed(column, -1) for column in missing if column.absent is Absent.BLANK]
    _warn_of_extra(table, taken, warnings)
    return placed


def _find(table: BundleTable, column: FileColumn, at: dict[str, int]) -> Placed | None:
    mapped = table.mapping
    column = _with_dates(column, mapped)
    if mapped and column.name in mapped.constants:
        return Placed(column, -1, mapped.constants[column.name])
    index = at.get(plain_name(_theirs(column, mapped)))
    return None if index is None else Placed(column, index)


def _with_dates(column: FileColumn, mapped: FileMapping | None) -> FileColumn:
    if not (mapped and mapped.date_format and column.sql == "date"):
        return column
    return FileColumn(
        column.name,
        date_in(mapped.date_format),
        column.absent,
        column.into,
        column.sql,
        column.refers,
        column.shared,
    )


def _header_problem(table: BundleTable, missing: list[str], doubled: list[str]) -> str:
    says = []
    if missing:
        says.append(f"lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}")
    if doubled:
        says.append(f"has {', '.join(doubled)} twice")
    found = ", ".join(table.header[:40])
    return (
        f"{table.file} {' and '.join(says)}; it has: {found}. "
        "Correct the header, or name the columns in a mapping file."
    )


def _warn_of_extra(table: BundleTable, taken: set[int], warnings: list[str]) -> None:
    if table.layout.keeps_all_columns:
        return
    extra = [n or "(no name)" for i, n in enumerate(table.header) if i not in taken]
    if extra:
        warnings.append(f"{table.file}: not read: {', '.join(extra[:40])}")
