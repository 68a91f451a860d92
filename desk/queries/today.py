"""What each person comes to do: what every room has for them this morning, and the way on."""

from dataclasses import dataclass

from accounts.access import Reach
from core.morning import Morning, told
from core.numbers import Number
from desk.queries.home import Home, home_of
from desk.registry import MORNINGS


@dataclass(frozen=True)
class Today:
    """One person's morning. What is not theirs to do is not in it."""

    home: Home
    numbers: list[Number]
    parts: list[Morning]
    lists_schools: bool
    student_ids: list[int]


def today_of(scope: Reach) -> Today:
    """Return the person's morning. Each part is read only for those whose work it is."""
    mornings = told(offer(scope) for offer in MORNINGS)
    instead = {word for found in mornings for word in found.instead_of}
    home = home_of(
        scope, lists_schools="schools" not in instead, lists_students="students" not in instead
    )
    named = {key for found in mornings for key in found.student_ids}
    return Today(
        home=home,
        numbers=[number for found in mornings for number in found.numbers],
        parts=[found for found in mornings if found.part],
        lists_schools="schools" not in instead,
        student_ids=sorted(named.union(home.student_ids)),
    )
