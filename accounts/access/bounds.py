"""The condition of being within reach, for querysets: the one that written statements have."""

import re
from typing import Any

from django.db.models import BooleanField, Func
from django.db.models.sql.compiler import SQLCompiler

from core.sql import fragment

VALUE = re.compile(r"%\((\w+)\)s")


class WithinReach(Func):
    """Holds where a column names a student within `bounds`, those of `bounds_of`: the fragment
    students/reached. Put into SQL in a fraction of the time that the same takes as querysets.
    """

    output_field = BooleanField()

    def __init__(self, column: str, *, bounds: dict[str, Any]) -> None:
        super().__init__(column)
        self.bounds = bounds

    def as_sql(self, compiler: SQLCompiler, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        column, _none = compiler.compile(self.source_expressions[0])
        condition = fragment("students", "reached", column)
        values = tuple(self.bounds[name] for name in VALUE.findall(condition))
        return VALUE.sub("%s", condition), values
