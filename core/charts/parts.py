"""What the charts share: the table of numbers, the legend, the scale."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.markup import fill, joined
from core.templatetags.ui import icon

Write = Callable[[float], str]
TABLE = """
<details class="chart-table">
<summary>{0}<span>The same in a table</span></summary>
<div class="table-region" role="region" aria-label="{1}: table" tabindex="0">
<table class="table">
<caption class="visually-hidden">{1}</caption>
<thead><tr>{2}</tr></thead>
<tbody>{3}</tbody>
</table>
</div>
</details>"""
FIGURE = """
<figure class="{}">
<figcaption>
<span class="chart-title">{}</span>
<span class="chart-summary">{}</span>
</figcaption>{}
{}</figure>
"""


@dataclass(frozen=True)
class Table:
    """The same numbers in words. The first cell of a row names it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def drawn(self, title: str) -> SafeString:
        """The table to be opened below its chart. Written here and not in a template: it is long."""
        nothing = fill('<tr><td colspan="{}">None</td></tr>', len(self.columns))
        return fill(
            TABLE,
            icon("chevron-right", css="turn"),
            title,
            joined(fill('<th scope="col">{}</th>', column) for column in self.columns),
            joined(map(_row, self.rows)) or nothing,
        )


@dataclass(frozen=True)
class Key:
    """One entry of a legend: the class that draws its sample, and its words."""

    css: str
    label: str


@dataclass(frozen=True)
class Tick:
    """A word on an axis. `at` is a coordinate; `css` says how it is set."""

    at: str
    text: str
    css: str = ""


@dataclass(frozen=True)
class Scale:
    """Round numbers around the values, and where each value lies between them."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        return [
            self.low + self.step * i for i in range(round((self.high - self.low) / self.step) + 1)
        ]

    def share(self, value: float) -> float:
        """Return where the value lies, 0 at the low end and 1 at the high end."""
        return (value - self.low) / (self.high - self.low)


def figure(
    css: str, title: str, summary: str, drawing: SafeString, table: Table | None
) -> SafeString:
    """Return a drawing with its words above and its table below; none where it says all itself."""
    return fill(FIGURE, css, title, summary, drawing, table.drawn(title) if table else "")


def scale(values: Iterable[float | None], *, include: Iterable[float] = ()) -> Scale:
    """Return a scale of two to six round steps that holds every value, and those to include.

    Without any value it runs from 0 to 1.
    """
    known = [value for value in (*values, *include) if value is not None] or [0, 1]
    low, high = min(known), max(known)
    if low == high:
        low, high = min(low, 0), high or 1
    step = _round_step((high - low) / 4)
    return Scale(math.floor(low / step) * step, math.ceil(high / step) * step, step)


def plain(value: float) -> str:
    """Write a number without needless digits: 12, 12.5."""
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def at(value: float) -> str:
    """Write a coordinate. Never in the reader's language, where a point may be a comma."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def part(share: float) -> str:
    """Write a share of the width as a percentage."""
    return f"{at(100 * share)}%"


def _row(cells: tuple[str, ...]) -> SafeString:
    name, *others = cells
    values = joined(fill("<td>{}</td>", cell) for cell in others)
    return fill('<tr><th scope="row">{}</th>{}</tr>\n', name, values)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(size * power for size in (1, 2, 2.5, 5, 10) if size * power >= rough * 0.999)
