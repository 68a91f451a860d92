"""What waits for a person in the morning, as every room tells it."""

from dataclasses import dataclass

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
