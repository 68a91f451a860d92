"""What is missing in the records of students and their adults."""

from collections.abc import Iterator, Sequence
from datetime import date

from core import sql
from core.doubts import RecordDoubt

KEYS = frozenset({"age", "adult", "telephone"})


def doubts(schools: Sequence[int], on: date) -> Iterator[RecordDoubt]:
    """Yield who is found at these schools. One statement."""
    values = {"schools": list(schools), "on": on}
    for row in sql.rows(sql.statement(__file__, "doubts"), values):
        yield RecordDoubt(**row)
