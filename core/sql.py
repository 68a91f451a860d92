"""Statements that are written out: one loader of .sql files, one place that runs them.

A file is whole: with its fragments filled in it runs under EXPLAIN. Values come by name, as
`%(name)s`. A fragment is a condition that several statements share and no view can hold: a file
`<room>/fragments/<name>.sql` in which `{of}` stands for the column it is about. A statement names
it as `{{room/name column}}`.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

FRAGMENT = re.compile(r"\{\{(\w+)/(\w+) ([\w.]+)\}\}")
Values = Mapping[str, Any]


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


def rows(sql: str, values: Values | None = None) -> list[dict[str, Any]]:
    """Run a statement; return its rows by the names of its columns, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def tuples(sql: str, values: Values | None = None) -> list[tuple[Any, ...]]:
    """Run a statement; return its rows as they come, for results of many thousand rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def column(sql: str, values: Values | None = None) -> list[Any]:
    """Run a statement of one column; return its values in the order of the rows."""
    return [value for (value,) in tuples(sql, values)]


def value(sql: str, values: Values | None = None) -> Any:
    """Run a statement of one row and one column; return what is there, None for no row."""
    return next(iter(column(sql, values)), None)


def run(sql: str, values: Values | None = None) -> int:
    """Run a statement that changes rows; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def name_principal(key: str) -> None:
    """Name who acts for this transaction only, such as user:12; the database's policies read it."""
    value("SELECT set_config('psa.principal', %(key)s, true)", {"key": key})
