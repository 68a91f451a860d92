"""Statements that are written out: one loader of .sql files, one place that runs them.

A file is whole: with its fragments filled in it runs under EXPLAIN. Values come by name, as
`%(name)s`. A fragment is a condition that several statements share and no view can hold: a file
`<room>/fragments/<name>.sql` in which `{of}` stands for the column it is about. A statement names
it as `{{room/name column}}`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar, cast

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import Choices, Model
from psycopg2.sql import Composable

from core.postgres.base import DatabaseWrapper

FRAGMENT = re.compile(r"\{\{(\w+)/(\w+) ([\w.]+)\}\}")
Values = Mapping[str, Any]
Row = TypeVar("Row", bound=Model)
# A statement made of identifiers is one too: where the same one runs over any table.
Statement: TypeAlias = str | Composable
COPY_BLOCK = 1 << 16


class Readable(Protocol):
    """What a COPY is read from."""

    def read(self, size: int, /) -> str: ...


@cache
def statement(beside: str, name: str) -> str:
    """Return the statement `sql/<name>.sql` beside a module, given as its `__file__`."""
    return filled((Path(beside).parent / "sql" / f"{name}.sql").read_text())


def filled(text: str) -> str:
    """Return a statement with its fragments in their places."""
    return FRAGMENT.sub(lambda found: fragment(*found.groups()), text)


@cache
def fragment(room: str, name: str, of: str) -> str:
    """Return a shared condition about the column `of`, such as m.student_id."""
    path = Path(settings.BASE_DIR) / room / "fragments" / f"{name}.sql"
    return path.read_text().strip().replace("{of}", of)


def kinds(**choices: type[Choices]) -> dict[str, Any]:
    """Return the members of choices by the names that statements have for them.

    `kinds(mark=MarkKind)` gives mark_absent and so on: a kind is never written in a statement.
    """
    return {
        f"{prefix}_{member.name.lower()}": member.value
        for prefix, kind in choices.items()
        for member in kind
    }


def rows(sql: Statement, values: Values | None = None) -> list[dict[str, Any]]:
    """Run a statement; return its rows by the names of its columns, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def tuples(sql: Statement, values: Values | None = None) -> list[tuple[Any, ...]]:
    """Run a statement; return its rows as they come, for results of many thousand rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def lines(sql: Statement, values: Values | None = None) -> Iterator[tuple[Any, ...]]:
    """Run a statement; yield the names of its columns, then its rows, some thousand at a time."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        yield tuple(column.name for column in cursor.description or ())
        while some := cursor.fetchmany(5000):
            yield from some


def column(sql: Statement, values: Values | None = None) -> list[Any]:
    """Run a statement of one column; return its values in the order of the rows."""
    return [value for (value,) in tuples(sql, values)]


def value(sql: Statement, values: Values | None = None) -> Any:
    """Run a statement of one row and one column; return what is there, None for no row."""
    return next(iter(column(sql, values)), None)


def exists(*statements: str, values: Values | None = None) -> bool:
    """Return whether any of these statements finds a row. One statement for all of them."""
    return bool(
        value("SELECT " + " OR ".join(f"EXISTS (\n{one}\n)" for one in statements), values)
    )


def together(asked: Sequence[tuple[str, Values]]) -> list[list[dict[str, Any]]]:
    """Run statements that read, with the values of each, on one way to the database; return the rows of
    each as JSON has them, in their order.
    """
    if not asked:
        return []
    with connection.cursor() as cursor:
        each = [cursor.mogrify(text, values).decode() for text, values in asked]
        rows = [
            f"(SELECT coalesce(json_agg(one), '[]') FROM (\n{text}\n) one)"  # noqa: S608 - whole statements
            for text in each
        ]
        cursor.execute("SELECT " + ", ".join(rows))
        return list(cursor.fetchall()[0])


def made(model: type[Row], found: Mapping[str, Any], **linked: Model | None) -> Row:
    """Return a row of a model from its columns, as a statement or JSON gives them: those that it does not
    give are asked for when they are read, as with `only`. `linked` are rows that it leads to.
    """
    given = [one for one in model._meta.concrete_fields if one.column in found]
    values = [one.to_python(found[str(one.column)]) for one in given]
    row = model.from_db(DEFAULT_DB_ALIAS, [one.attname for one in given], values)
    for name, other in linked.items():
        setattr(row, name, other)
    return row


def run(sql: Statement, values: Values | None = None) -> int:
    """Run a statement that changes rows; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def hold_turn(lock: int) -> None:
    """Wait until nobody else holds the lock of this number, and hold it until the transaction ends."""
    value("SELECT pg_advisory_xact_lock(%(lock)s)", {"lock": lock})


def take_turn(lock: int) -> bool:
    """Return whether nobody else holds the lock of this number; then it is held until the transaction
    ends.
    """
    return bool(value("SELECT pg_try_advisory_xact_lock(%(lock)s)", {"lock": lock}))


def name_principal(key: str) -> None:
    """Name who acts for this transaction only, such as user:12; the database's policies read it.

    It is said with the transaction's first statement: one that asks nothing needs no name.
    """
    named = "SELECT set_config('psa.principal', %(key)s, true)"
    # Of our own kind: ENGINE is core.postgres.
    ours = cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])
    ours.before_the_next(named, {"key": key})


def copy_in(sql: Statement, content: Readable) -> int:
    """Run a COPY ... FROM STDIN on what `content` gives, block by block; return how many rows."""
    source = _Source(content)
    try:
        with connection.cursor() as cursor, connection.wrap_database_errors:
            # The driver's own cursor: Django's, with its query log, does not hand on the block size.
            driver = cursor.cursor
            driver.copy_expert(sql, source, size=COPY_BLOCK)
            return int(driver.rowcount)
    except DatabaseError as error:
        if source.fault:  # of what is read, not of the database
            raise source.fault from error
        raise


class _Source:
    """Hands on what a COPY reads, and remembers why it could not be read: the driver only says that."""

    def __init__(self, content: Readable) -> None:
        self.content = content
        self.fault: Exception | None = None

    def read(self, size: int, /) -> str:
        try:
            return self.content.read(size)
        except Exception as fault:
            self.fault = fault
            raise
