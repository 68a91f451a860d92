"""What waits for a person in the morning, as every room tells it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core import sql
from core.numbers import Number


@dataclass(frozen=True)
class Morning:
    """What one room has for somebody today: numbers, and a `part` of the page drawn by that
    template of `found`. `student_ids` are those whom it names.

    `instead_of` says what of the way on it makes superfluous: "schools", or "students" reached by
    name. `counts` are numbers that the part draws itself: a mail about the day has them, too.
    """

    numbers: tuple[Number, ...] = ()
    part: str = ""
    found: object = None
    student_ids: tuple[int, ...] = ()
    instead_of: frozenset[str] = frozenset()
    counts: tuple[Number, ...] = ()


@dataclass(frozen=True)
class Counting:
    """What one room counts for a morning: a statement of one row with its values, and what the room tells
    of that row. What all rooms count is asked at once.
    """

    statement: str
    values: Mapping[str, Any]
    tell: Callable[[Mapping[str, int]], Morning | None]


Offered = Morning | Counting | None


def told(offers: Iterable[Offered]) -> list[Morning]:
    """Return what rooms tell, in their order. One statement for all that they count."""
    given = list(offers)
    counting = [one for one in given if isinstance(one, Counting)]
    rows = iter(sql.together([(one.statement, one.values) for one in counting]))
    found = [one.tell(*next(rows)) if isinstance(one, Counting) else one for one in given]
    return [one for one in found if one]
