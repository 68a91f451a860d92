"""A lookup for many keys: `filter(pk__among=keys)`.

`pk__in` writes each key into the statement, where each is parsed and weighed by itself: with the
five hundred students of a caseload that takes longer than to find them. Here they are one value.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


def keys(of: Iterable[int]) -> str:
    """Return keys as one value of a statement, to be cast there: `unnest(%(keys)s::bigint[])`."""
    return "{" + ",".join(map(str, of)) + "}"


class Among(Lookup):
    """Holds where the column is one of the keys, an iterable of integers."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT unnest(%s::bigint[]))", (*values, keys(self.rhs))
