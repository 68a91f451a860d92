"""What somebody should do about a student, as every room that knows a reason proposes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core import sql


@dataclass(frozen=True)
class Proposal:
    """A statement whose rows each propose a task of one `kind` about one student.

    It gives student_id and school_id; key, which names student, reason and crossing once for all;
    title, reason and evidence; day and school_days: due so many school days after that day; and
    is_first: of a student of whom nothing was known before, only the first proposal counts. It may
    name `as_of`, the day as of which was judged last, and `on`, `school_year` and its `first_day`;
    of its own it has `values`.

    It reads `judging_news`, which is there while it runs; with `looks` it looks through the days of
    everybody, which is asked for less often.
    """

    kind: str
    statement: str
    values: Mapping[str, Any] = field(default_factory=dict)
    looks: bool = False


def proposal(kind: str, beside: str, *, looks: bool = False, **values: Any) -> Proposal:
    """Return the proposal in `sql/proposals/<kind>.sql` beside a module, given as its `__file__`."""
    return Proposal(kind, sql.statement(beside, f"proposals/{kind}"), values, looks)
