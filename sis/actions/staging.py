"""Rows into the staging schema, which has no row-level security, by COPY."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from psycopg2.sql import SQL, Composable, Identifier

from sis.actions.load import BundleLoad, Counts
from sis.readers.rows import Reject, Value, columns_of, read_rows
from sis.readers.tables import BundleTable
from sis.rules.columns import Refers

PREFIX = "import_"
BATCH = 2_000
PROGRESS_EVERY = 20_000


@dataclass(frozen=True)
class Staged:
    """A table of the staging schema: one row per row of the file, numbered by `line`."""

    file: str
    name: str
    columns: tuple[str, ...]

    @property
    def table(self) -> Composable:
        return in_staging(self.name)

    @property
    def last(self) -> Composable:
        """The table with one row per key: the last of the file."""
        return in_staging(f"{self.name}_last")


def in_staging(name: str) -> Composable:
    return Identifier("staging", PREFIX + name)


def column_list(names: Iterable[str], alias: str = "") -> Composable:
    """Return `a.x, a.y` for names x, y."""
    return SQL(", ").join(Identifier(alias, n) if alias else Identifier(n) for n in names)


def stage(load: BundleLoad, table: BundleTable) -> Staged:
    """Read a file into a staging table and count its rows. Bad rows go to the run's rejects.

    Students of bad rows are put into import_held: a row that cannot be read must not look like
    a row that the file lacks.
    """
    name = table.file.removesuffix(".csv")
    columns = columns_of(table)
    types = {target: column.sql for target, column in table.layout.by_target.items()}
    load.run(
        SQL("CREATE UNLOGGED TABLE {} (line integer, {})").format(
            in_staging(name),
            SQL(", ").join(
                SQL("{} {}").format(
                    Identifier(column),
                    SQL("jsonb" if column == "data" else types.get(column, "text")),
                )
                for column in columns
            ),
        )
    )
    counts = load.counts.setdefault(table.file, Counts())
    held: set[str] = set()
    students = load.known.get(Refers.STUDENT, {})

    def reject(bad: Reject) -> None:
        counts.rejected += 1
        load.on_reject(bad)
        if bad.student in students:
            held.add(students[bad.student])

    rows = _counted(load, table, read_rows(table, load.known, reject))
    # The driver's own cursor: Django's, with its query log, does not hand on the block size.
    driver = load.cursor.cursor
    with load.cursor.db.wrap_database_errors:
        driver.copy_expert(
            SQL("COPY {} FROM STDIN").format(in_staging(name)), _Stream(rows), size=1 << 16
        )
    staged = int(driver.rowcount)
    counts.rows = staged + counts.rejected
    if held:
        load.run(
            "INSERT INTO staging.import_held SELECT %s, unnest(%s::bigint[])",
            [table.file, sorted(held)],
        )
    load.run("ANALYZE staging.import_held")
    load.run(SQL("ANALYZE {}").format(in_staging(name)))
    return Staged(table.file, name, tuple(columns))


def keep_last(load: BundleLoad, staged: Staged, key: Iterable[str]) -> int:
    """Make `staged.last`, one row per key, the last of the file; warn of the others."""
    names = tuple(key)
    load.run(
        SQL(
            "CREATE UNLOGGED TABLE {} AS SELECT DISTINCT ON ({}) * FROM {} ORDER BY {}, line DESC"
        ).format(staged.last, column_list(names), staged.table, column_list(names))
    )
    kept = int(load.cursor.rowcount)
    load.run(SQL("ANALYZE {}").format(staged.last))
    [(total,)] = load.all(SQL("SELECT count(*) FROM {}").format(staged.table))
    if total > kept:
        _warn_of_repeats(load, staged, names, total - kept)
    return kept


def _warn_of_repeats(
    load: BundleLoad, staged: Staged, names: tuple[str, ...], repeats: int
) -> None:
    lines = load.all(
        SQL(
            "SELECT min(line), max(line) FROM {} GROUP BY {} HAVING count(*) > 1"
            " ORDER BY 1 LIMIT 3"
        ).format(staged.table, column_list(names))
    )
    where = ", ".join(f"lines {first} and {last}" for first, last in lines)
    load.warnings.append(
        f"{staged.file}: {repeats:,} rows repeat an earlier row's id; the last row counts ({where})"
    )


def drop_staging(load: BundleLoad) -> None:
    """Drop every staging table of the run."""
    for (name,) in load.all(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'staging' AND starts_with(tablename, %s)",
        [PREFIX],
    ):
        load.run(SQL("DROP TABLE {}").format(Identifier("staging", name)))


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
