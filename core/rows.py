"""Rows of a statement that is written out."""

from typing import Any

from django.db import connection


def rows_of(statement: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Run the statement; return its rows by the names of its columns, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
