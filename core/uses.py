"""Which step used a day, as every room tells it: one absence, one step."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Use:
    """One step that rests on days. `kind` tells steps of a sort apart, such as report; `counts` is
    false for one that was taken back; `row` is its key among its kind.
    """

    kind: str
    row: int
    at: datetime
    step: str
    days: frozenset[date]
    by: str = ""
    href: str = ""
    counts: bool = True
