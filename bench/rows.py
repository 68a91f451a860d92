"""What a row is: something measured against something plain, in the same run."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

TIMES = 5


@dataclass
class Clock:
    """Collects seconds of several measurements under a name."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds.setdefault(name, []).append(time.perf_counter() - started)

    def median(self, name: str) -> float:
        return statistics.median(self.seconds[name])


@dataclass(frozen=True)
class Row:
    """One benchmark's outcome: the ratio must not pass the bound."""

    name: str
    ratio: float
    bound: float
    detail: str

    @property
    def holds(self) -> bool:
        return self.ratio <= self.bound


Benchmark = Callable[[], list[Row]]


def ratio_of(clock: Clock, name: str, part: str, base: str, bound: float, unit: str = "") -> Row:
    """Return the row of two medians measured in one run."""
    top, bottom = clock.median(part), clock.median(base)
    times = len(clock.seconds[part])
    detail = f"{part} {top:.4f} s against {base} {bottom:.4f} s, medians of {times}{unit}"
    return Row(name, round(top / bottom, 2), bound, detail)
