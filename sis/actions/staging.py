"""Rows into the staging schema, which has no row-level security, by COPY."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sis.actions import generated
from sis.actions.heard import Heard
from sis.actions.load import BundleLoad, Counts
from sis.actions.places import put_meanings
from sis.readers.rows import Value, columns_of, read_rows
from sis.readers.tables import BundleTable

BATCH = 2_000
PROGRESS_EVERY = 20_000
# Tables that steps of a run share.
SHARED: dict[str, dict[str, str]] = {
    "touched": {"student_id": "bigint NOT NULL"},
    "changed_years": {"school_id": "bigint NOT NULL", "school_year": "smallint NOT NULL"},
    "held": {"file": "text NOT NULL", "student_id": "bigint NOT NULL"},
    "named_days": {"school_id": "bigint NOT NULL", "first": "date", "last": "date"},
    "enrollment_changes": {
        "student_id": "bigint NOT NULL",
        "school_id": "bigint NOT NULL",
        "since": "date NOT NULL",
        "until": "date",
    },
    "due": {"student_id": "bigint NOT NULL", "school_year": "smallint NOT NULL"},
}


@dataclass(frozen=True)
class Staged:
    """A table of the staging schema: one row per row of the file, numbered by `line`."""

    file: str
    name: str
    columns: tuple[str, ...]


def create_shared() -> None:
    """Make the tables that steps of the run share."""
    for name, columns in SHARED.items():
        generated.create(name, columns)


def stage(load: BundleLoad, table: BundleTable) -> Staged:
    """Read a file into a staging table and count its rows. Bad rows go to the run's rejects.

    Students of bad rows are put into import_held: a row that cannot be read must not look like
    a row that the file lacks.
    """
    name = table.file.removesuffix(".csv")
    columns = columns_of(table)
    generated.create(name, {"line": "integer", **_types(table, columns)})
    counts = load.counts.setdefault(table.file, Counts())
    heard = Heard(load, counts)
    rows = _counted(load, table, read_rows(table, load.known, heard.told))
    staged = generated.copy(name, _Stream(rows))
    counts.rows = staged + counts.rejected + counts.set_aside
    heard.settle(table.file)
    generated.analyze("held", name)
    return Staged(table.file, name, tuple(put_meanings(table.file, columns)))


def _types(table: BundleTable, columns: Iterable[str]) -> dict[str, str]:
    known = {target: column.sql for target, column in table.layout.by_target.items()}
    return {name: "jsonb" if name == "data" else known.get(name, "text") for name in columns}


def keep_last(
    load: BundleLoad,
    staged: Staged,
    key: Iterable[str],
    *,
    reject: Callable[[BundleLoad, str], None] | None = None,
) -> None:
    """Make the table `<name>_last`, one row per key, the last of the file; warn of the others.

    `reject` is called when there are others, to reject those that cannot be repeats.
    """
    names = tuple(key)
    kept = generated.keep_last(staged.name, names)
    repeated = generated.count(staged.name) - kept
    if repeated and reject:
        reject(load, staged.file)
        repeated = generated.count(staged.name) - generated.count(f"{staged.name}_last")
    generated.analyze(f"{staged.name}_last")
    if repeated:
        found = generated.repeats(staged.name, names)
        where = ", ".join(f"lines {first} and {last}" for first, last in found)
        load.warnings.append(
            f"{staged.file}: {repeated:,} rows repeat an earlier row's id; "
            f"the last row counts ({where})"
        )


def drop_staging(load: BundleLoad) -> None:
    """Drop every staging table of the run."""
    names = [name for (name,) in load.all("bundle/staged", prefix=generated.PREFIX)]
    generated.drop(*(name.removeprefix(generated.PREFIX) for name in names))


def _counted(
    load: BundleLoad, table: BundleTable, rows: Iterator[list[Value]]
) -> Iterator[list[Value]]:
    for number, row in enumerate(rows):
        if number % PROGRESS_EVERY == 0:
            load.on_progress(f"Reading {table.file}", number, table.lines)
        yield row


class _Stream:
    """A file of COPY text made while it is read, so that no file is held in memory."""

    def __init__(self, rows: Iterator[list[Value]]) -> None:
        self.rows, self.rest = rows, ""

    def read(self, size: int) -> str:
        while len(self.rest) < size:
            batch = [_line(row) for row in islice(self.rows, BATCH)]
            if not batch:
                break
            self.rest += "".join(batch)
        given, self.rest = self.rest[:size], self.rest[size:]
        return given


def _line(row: list[Value]) -> str:
    text = "\t".join(["\\N" if value is None else value for value in row]) + "\n"
    # One look at the whole line is cheaper than a look at every cell.
    if (
        text.count("\t") == len(row) - 1
        and text.count("\\") == row.count(None)
        and text.count("\n") == 1
        and "\r" not in text
    ):
        return text
    return "\t".join(["\\N" if value is None else _escaped(value) for value in row]) + "\n"


def _escaped(value: str) -> str:
    value = value.replace("\\", "\\\\").replace("\t", "\\t")
    return value.replace("\n", "\\n").replace("\r", "\\r")
