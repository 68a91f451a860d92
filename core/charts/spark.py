"""A line the size of a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from core.charts.line import Segment
from core.charts.parts import Write, at, part, plain

HEIGHT, ROOM = 28, 4


@dataclass(frozen=True)
class Sparkline:
    template: ClassVar[str] = "components/chart_spark.html"
    height: ClassVar[int] = HEIGHT
    key: str
    title: str
    summary: str
    segments: tuple[Segment, ...]
    end: tuple[str, str] | None


def sparkline(
    *, key: str, title: str, values: Sequence[float | None], write: Write = plain
) -> Sparkline:
    """Draw values in their order; its description reads them all. None breaks the line."""
    known = [value for value in values if value is not None] or [0]
    low, spread = min(known), max(known) - min(known)
    spots = [
        None if value is None else (part(_x(i, len(values))), at(_y(value, low, spread)))
        for i, value in enumerate(values)
    ]
    return Sparkline(
        key=key,
        title=title,
        summary=", ".join("not known" if value is None else write(value) for value in values),
        segments=tuple(Segment(*a, *b) for a, b in pairwise(spots) if a and b),
        end=next((spot for spot in reversed(spots) if spot), None),
    )


def _x(place: int, count: int) -> float:
    return 0.04 + 0.92 * (place / (count - 1) if count > 1 else 0.5)


def _y(value: float, low: float, spread: float) -> float:
    share = (value - low) / spread if spread else 0.5
    return HEIGHT - ROOM - (HEIGHT - 2 * ROOM) * share
