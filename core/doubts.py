"""What is missing or doubtful in the records, as every room finds it: a number is its names."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple


class RecordDoubt(NamedTuple):
    """One student of a school of whom something is missing or doubtful: what, by the key of its
    measure, and in words where there is more to say.
    """

    key: str
    student_id: int
    school_id: int
    why: str = ""


class DoubtSource(NamedTuple):
    """What a room looks for, by the keys of measures, and what finds it at some schools on a day."""

    keys: frozenset[str]
    find: Callable[[Sequence[int], date], Iterable[RecordDoubt]]
