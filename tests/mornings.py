"""What one room tells of somebody's morning, without the others."""

from collections.abc import Callable

from accounts.access import Reach
from core.morning import Morning, Offered, told


def alone(offer: Callable[[Reach], Offered]) -> Callable[[Reach], Morning | None]:
    """Return the room's offer as Today tells it: what it counts is counted."""
    return lambda reach: next(iter(told([offer(reach)])), None)
