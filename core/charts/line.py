"""Lines over time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import ClassVar

from django.utils.safestring import SafeString

from core.charts.parts import Key, Scale, Table, Tick, Write, at, part, plain, scale
from core.markup import fill, joined

HEIGHT, TOP, BOTTOM = 232, 18, 196
SEGMENT = '<line class="stroke" x1="{}" y1="{}" x2="{}" y2="{}" />\n'
POINT = '<circle cx="{}" cy="{}" r="3"><title>{}</title></circle>\n'
EDGE = 0.02  # of the width, so that the first and the last point are whole
LABELS, LABELS_NARROW = 12, 4
NO_MARKS: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Series:
    """One line. None is a value that is not known: the line is broken there, never at zero."""

    label: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Segment:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Point:
    x: str
    y: str
    words: str


@dataclass(frozen=True)
class Stroke:
    """One series, drawn. `css` gives its colour and its dash, which differ together."""

    css: str
    segments: tuple[Segment, ...]
    points: tuple[Point, ...]

    @property
    def drawn(self) -> SafeString:
        """A school year has forty points, and as many pieces between them."""
        pieces = [fill(SEGMENT, one.x1, one.y1, one.x2, one.y2) for one in self.segments]
        points = [fill(POINT, one.x, one.y, one.words) for one in self.points]
        return joined([*pieces, *points])


@dataclass(frozen=True)
class DoneLine:
    """A line across all values at one label, where something was done, with its words."""

    x: str
    words: str


@dataclass(frozen=True)
class LineChart:
    template: ClassVar[str] = "components/chart_line.html"
    height: ClassVar[int] = HEIGHT
    key: str
    title: str
    summary: str
    grid: tuple[Tick, ...]
    labels: tuple[Tick, ...]
    strokes: tuple[Stroke, ...]
    legend: tuple[Key, ...]
    table: Table
    marks: tuple[DoneLine, ...] = ()

    @property
    def drawn_table(self) -> SafeString:
        return self.table.drawn(self.title)


def line(
    *,
    key: str,
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Sequence[Series],
    write: Write = plain,
    include: Sequence[float] = (),
    heading: str = "When",
    marks: Mapping[int, str] = NO_MARKS,
) -> LineChart:
    """Draw up to four lines over the same labels.

    `key` is an id, unique on the page. `summary` says in a sentence what the lines show.
    `write` puts a value into words; `include` are values that the scale must reach. Labels are
    thinned where there is no room; the table has them all. `marks` are what was done, by the place of
    its label: each is a line from top to bottom, and a cell of the table.
    """
    fit = scale([value for one in series for value in one.values], include=include)
    return LineChart(
        key=key,
        title=title,
        summary=summary,
        grid=tuple(Tick(at(_y(fit, tick)), write(tick)) for tick in fit.ticks),
        labels=tuple(_labels(labels)),
        strokes=tuple(_stroke(i, one, fit, labels, write) for i, one in enumerate(series, 1)),
        legend=tuple(Key(f"line-{i}", one.label) for i, one in enumerate(series, 1)),
        table=_table(labels, series, write, heading, marks),
        marks=tuple(
            DoneLine(part(_x(i, len(labels))), f"{labels[i]}: {said}") for i, said in marks.items()
        ),
    )


def _table(
    labels: Sequence[str],
    series: Sequence[Series],
    write: Write,
    heading: str,
    marks: Mapping[int, str],
) -> Table:
    done = ("What was done",) if marks else ()
    rows = [
        (
            label,
            *(_words(one.values[i], write) for one in series),
            *((marks.get(i, ""),) if marks else ()),
        )
        for i, label in enumerate(labels)
    ]
    return Table((heading, *(one.label for one in series), *done), tuple(rows))


def _stroke(
    number: int, series: Series, fit: Scale, labels: Sequence[str], write: Write
) -> Stroke:
    spots = [
        None
        if value is None
        else Point(
            part(_x(i, len(labels))),
            at(_y(fit, value)),
            f"{labels[i]}: {write(value)} ({series.label})",
        )
        for i, value in enumerate(series.values)
    ]
    return Stroke(
        css=f"line-{number}",
        segments=tuple(Segment(a.x, a.y, b.x, b.y) for a, b in pairwise(spots) if a and b),
        points=tuple(spot for spot in spots if spot),
    )


def _words(value: float | None, write: Write) -> str:
    return "—" if value is None else write(value)


def _labels(labels: Sequence[str]) -> Iterator[Tick]:
    """The labels that fit; those that fit on a phone too have the class `tick-always`."""
    wide, narrow = _every(len(labels), LABELS), _every(len(labels), LABELS_NARROW)
    narrow = -(-narrow // wide) * wide
    last = len(labels) - 1
    for i in range(0, len(labels), wide):
        side = "start" if i == 0 else "end" if i == last else "middle"
        yield Tick(
            part(_x(i, len(labels))),
            labels[i],
            f"tick-{side}{' tick-always' if i % narrow == 0 else ''}",
        )


def _every(count: int, room: int) -> int:
    return max(1, -(-count // room))


def _x(position: int, count: int) -> float:
    return EDGE + (1 - 2 * EDGE) * (position / (count - 1) if count > 1 else 0.5)


def _y(fit: Scale, value: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * fit.share(value)
