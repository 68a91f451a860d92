"""Working tables of the made-up district, in the schema where the worker may make them.

Large tables are made by statements over whole sets. What looks like chance is a hash of a
number, so that a row does not depend on how many came before it. Names of tables go into their
statements as identifiers; columns with their types, and the query that fills a table, are our own.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from psycopg2.sql import SQL, Composable, Identifier

from core import sql

LOCK = 717_201
PICK = """
CREATE FUNCTION staging.pick(n bigint, what text, sides integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $pick$
    SELECT mod(
        hashint8extended(n, hashtextextended(what, %(seed)s)) & 9223372036854775807, sides
    )::integer
$pick$
"""
# The day itself, or the Friday before a weekend.
WORKDAY = """
CREATE FUNCTION staging.workday(day date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $workday$
    SELECT day - greatest(0, extract(isodow FROM day)::integer - 5)
$workday$
"""
COPY = SQL("COPY {} FROM STDIN (FORMAT csv, NULL '\\N')")
TUNING = ("SET LOCAL work_mem = '256MB'", "SET LOCAL gin_pending_list_limit = '1GB'")


def begin(seed: int) -> None:
    """Take the one turn there is and make `staging.pick(n, what, sides)`, a die for number n, and
    `staging.workday(day)`.
    """
    rows("SELECT pg_advisory_xact_lock(%(lock)s)", lock=LOCK)
    for statement in TUNING:
        run(statement)
    clear()
    run(PICK, seed=seed)
    run(WORKDAY)


def clear() -> None:
    """Drop what `begin` and `table` made, also what a killed run left."""
    for (statement,) in rows(
        "SELECT format('DROP TABLE staging.%I', tablename) FROM pg_tables"
        " WHERE schemaname = 'staging' AND starts_with(tablename, 'demo_')"
    ):
        run(statement)
    run("DROP FUNCTION IF EXISTS staging.pick(bigint, text, integer)")
    run("DROP FUNCTION IF EXISTS staging.workday(date)")


def run(statement: sql.Statement, **values: Any) -> int:
    """Run one statement; return how many rows it touched."""
    return sql.run(statement, values or None)


def rows(statement: sql.Statement, **values: Any) -> list[tuple[Any, ...]]:
    return sql.tuples(statement, values or None)


def table(name: str, query: str, **values: Any) -> int:
    """Make staging.`name` from a query, with statistics; return its rows."""
    made = run(SQL("CREATE UNLOGGED TABLE {} AS {}").format(_named(name), SQL(query)), **values)
    _analyze(name)
    return made


def copy(name: str, columns: str, lines: Iterable[Sequence[object]]) -> None:
    """Make staging.`name` with the columns ("a int, b text") and these rows. None is null."""
    run(SQL("CREATE UNLOGGED TABLE {} ({})").format(_named(name), SQL(columns)))
    text = io.StringIO()
    csv.writer(text).writerows(
        [r"\N" if cell is None else cell for cell in line] for line in lines
    )
    text.seek(0)
    sql.copy_in(COPY.format(_named(name)), text)
    _analyze(name)


def reserve(model_table: str, count: int) -> int:
    """Take `count` ids of a table; return the number that added to 1, 2, ... gives them."""
    if not count:
        return 0
    query = "SELECT min(nextval(pg_get_serial_sequence(%(name)s, 'id'))) - 1 FROM generate_series(1, %(count)s)"
    return int(rows(query, name=model_table, count=count)[0][0])


def _named(name: str) -> Composable:
    return Identifier("staging", name)


def _analyze(name: str) -> None:
    run(SQL("ANALYZE {}").format(_named(name)))
