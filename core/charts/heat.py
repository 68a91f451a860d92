"""A year of days, drawn as on a wall calendar: each day its number, marked by colour and shape."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from django.utils.dateformat import format as write
from django.utils.safestring import SafeString

from core.charts.parts import Table, figure
from core.charts.shapes import CELL_BOX, SHAPES, SOLID, UNNUMBERED
from core.markup import fill, joined

CELL, PITCH, GUTTER = 26, 29, 16
DIGIT = 6.8  # how wide one is
LINK = """
<a class="day" href="{}"><title>{}</title>
<rect class="cell" x="{}" y="{}" width="26" height="26" rx="4"/></a>"""
TOLD = """
<g class="day"><title>{}</title><rect class="cell" x="{}" y="{}" width="26" height="26" rx="4"/></g>"""
KIND = '<g class="{}" aria-hidden="true">{}{}</g>'
NUMBERS = '<text x="{}" y="{}">{}</text>'
MARKED = '<g class="day"><rect class="today" x="{}" y="{}" width="26" height="26" rx="4"/></g>'
MONTH = """
<li><p class="month-name" aria-hidden="true">{0}</p>
<svg viewBox="{1}" role="{2}" aria-labelledby="{3}-title {3}-desc">
<title id="{3}-title">{0}</title><desc id="{3}-desc">{4}</desc>
{5}{6}</svg></li>"""
CALENDAR = """
<ul class="legend">{}{}</ul>
<ul class="months">{}</ul>"""
TODAY = fill("""
<li><svg class="day" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
<rect class="today" x="1" y="1" width="24" height="24" rx="4"/></svg>
Today</li>""")
WEEKDAYS = '<text class="weekday" x="{}" y="{}" aria-hidden="true">{}</text>'
ENTRY = """
<li><svg class="{}" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">{}</svg>
{} <strong class="num">{}</strong></li>"""


class HeatDay(NamedTuple):
    """One day to draw: the key of its kind, and what happened in words. With href, a link."""

    date: date
    kind: str
    label: str
    href: str | None = None


@dataclass(frozen=True)
class HeatKind:
    """How days of one kind look: a shape of `SHAPES` and a tone of the palette.

    Days of a listed kind stand in the table; leave out what happens nearly every day.
    """

    key: str
    label: str
    shape: str
    tone: str = "quiet"
    listed: bool = True

    @cached_property
    def css(self) -> str:
        solid = " solid" if self.shape in SOLID else ""
        return f"day tone-{self.tone} shape-{self.shape}{solid}"

    @property
    def sample(self) -> SafeString:
        """A day of this kind for the legend."""
        return _face(self.shape, 8)

    def face(self, number: int) -> SafeString:
        """Return what is inside a day's box of 26, for a drawing of one's own."""
        return _face(self.shape, number)


class DayBox(NamedTuple):
    """One day: its box of 26 by its upper left corner, and what it says to whoever asks."""

    x: int
    y: int
    day: HeatDay
    kind: HeatKind
    is_today: bool

    @property
    def number(self) -> int:
        return self.day.date.day

    @property
    def words(self) -> str:
        return f"{_words(self.day)}{' (today)' if self.is_today else ''}"

    @property
    def told(self) -> SafeString | str:
        """What a pointer finds: a link, or the words of a day that stands in the table."""
        if self.day.href:
            return fill(LINK, self.day.href, self.words, self.x, self.y)
        return fill(TOLD, self.words, self.x, self.y) if self.kind.listed else ""

    @property
    def digits(self) -> tuple[str, str]:
        """Where the digits of its number stand: across and down."""
        return _digits(self.x, self.y, len(str(self.number)))


@dataclass(frozen=True)
class Month:
    """One month: weeks are columns, weekdays are rows."""

    id: str
    name: str
    summary: str
    cells: tuple[DayBox, ...]

    def drawn(self, box: str, weekdays: SafeString) -> SafeString:
        """Every day: a link where it leads somewhere, and all days of a kind in one drawing.

        Written here and not in a template, and not day by day: they are most of a page.
        """
        told = joined(cell.told for cell in self.cells)
        kinds = joined(map(_drawn, self._by_kind().values()))
        today = joined(fill(MARKED, cell.x, cell.y) for cell in self.cells if cell.is_today)
        role = "group" if any(cell.day.href for cell in self.cells) else "img"
        days = joined((told, kinds, today))
        return fill(MONTH, self.name, box, role, self.id, self.summary, weekdays, days)

    def _by_kind(self) -> dict[str, list[DayBox]]:
        found: dict[str, list[DayBox]] = {}
        for cell in self.cells:
            found.setdefault(cell.kind.key, []).append(cell)
        return found


def _drawn(cells: list[DayBox]) -> SafeString:
    """Draw days of one kind: a path for each of its strokes, and their numbers in one text."""
    kind = cells[0].kind
    ground = [(CELL_BOX, "cell")] if kind.shape == "plain" else []
    paths = joined(
        fill('<path class="{}" d="{}"/>', css, "".join(f"M{c.x} {c.y}{path}" for c in cells))
        for path, css in (*ground, *SHAPES[kind.shape])
    )
    numbers = "" if kind.shape in UNNUMBERED else _numbers(cells)
    return fill(KIND, kind.css, paths, numbers)


def _numbers(cells: list[DayBox]) -> SafeString:
    across, down = zip(*(cell.digits for cell in cells), strict=True)
    digits = "".join(str(cell.number) for cell in cells)
    return fill(NUMBERS, " ".join(across), " ".join(down), digits)


@lru_cache(maxsize=512)
def _digits(x: int, y: int, many: int) -> tuple[str, str]:
    """Return where the digits of a number in a box stand: the middle of each, and its base line."""
    first = x + 13 - (many - 1) * DIGIT / 2
    across = (round(first + place * DIGIT, 1) for place in range(many))
    return _list(across), _list([y + 17] * many)


def _list(numbers: Iterable[float]) -> str:
    return " ".join(f"{number:g}" for number in numbers)


@dataclass(frozen=True)
class HeatMap:
    key: str
    title: str
    summary: str
    box: str
    weekdays: tuple[tuple[int, str], ...]
    months: tuple[Month, ...]
    legend: tuple[tuple[HeatKind, int], ...]
    has_today: bool
    table: Table

    @property
    def drawn(self) -> SafeString:
        down, letters = zip(*self.weekdays, strict=True) if self.weekdays else ((), ())
        weekdays = fill(WEEKDAYS, _list([5] * len(down)), _list(down), "".join(letters))
        legend = joined(
            fill(ENTRY, kind.css, kind.sample, kind.label, count) for kind, count in self.legend
        )
        months = joined(month.drawn(self.box, weekdays) for month in self.months)
        calendar = fill(CALENDAR, legend, TODAY if self.has_today else "", months)
        table = self.table if self.table.rows else None
        return figure("chart heat", self.title, self.summary, calendar, table)


def heat_map(
    *,
    key: str,
    title: str,
    summary: str,
    days: Sequence[HeatDay],
    kinds: Sequence[HeatKind],
    today: date | None = None,
    columns: tuple[str, str] = ("Date", "What happened"),
) -> HeatMap:
    """Draw the days given, month by month in their order, and count each kind in the legend.

    Leave out days that nobody needs to see: weekdays without any day have no row. Raises
    KeyError for a day of a kind that is not among `kinds`.
    """
    looks = {kind.key: kind for kind in kinds}
    days = sorted(days, key=lambda day: day.date)
    rows = sorted({day.date.weekday() for day in days})
    counts = Counter(day.kind for day in days)
    by_month = groupby(days, lambda day: (day.date.year, day.date.month))
    grouped = [list(group) for _, group in by_month]
    months = tuple(_month(key, group, rows, looks, today) for group in grouped)
    weeks = max((_week(group[-1].date, _skipped(group, rows)) for group in grouped), default=0) + 1
    return HeatMap(
        key=key,
        title=title,
        summary=summary,
        box=f"0 0 {GUTTER + weeks * PITCH} {len(rows) * PITCH}",
        weekdays=tuple((i * PITCH + 18, "MTWTFSS"[day]) for i, day in enumerate(rows)),
        months=months,
        legend=tuple((kind, counts[kind.key]) for kind in kinds if counts[kind.key]),
        has_today=any(day.date == today for day in days),
        table=Table(columns, tuple(_listed(days, looks))),
    )


def _month(
    key: str,
    days: list[HeatDay],
    rows: list[int],
    looks: dict[str, HeatKind],
    today: date | None,
) -> Month:
    first, skipped = days[0].date, _skipped(days, rows)
    counts = Counter(looks[day.kind].label for day in days if looks[day.kind].listed)
    return Month(
        id=f"{key}-{first:%Y-%m}",
        name=_written(first, "F Y"),
        summary="; ".join(f"{label}: {count}" for label, count in counts.items())
        or "Nothing to list",
        cells=tuple(_cell(day, rows, skipped, looks[day.kind], today) for day in days),
    )


def _cell(
    day: HeatDay, rows: list[int], skipped: int, kind: HeatKind, today: date | None
) -> DayBox:
    return DayBox(
        x=GUTTER + _week(day.date, skipped) * PITCH + 1,
        y=rows.index(day.date.weekday()) * PITCH + 1,
        day=day,
        kind=kind,
        is_today=day.date == today,
    )


def _skipped(month: list[HeatDay], rows: list[int]) -> int:
    """Return how many days are left out before a month's first one, so that the first week with a
    row to show is column 0.
    """
    weekday = month[0].date.replace(day=1).weekday()
    return weekday - 7 if weekday > rows[-1] else weekday


def _week(day: date, skipped: int) -> int:
    """Return the column of a day in its month."""
    return (day.day - 1 + skipped) // 7


def _words(day: HeatDay) -> str:
    return f"{_written(day.date, 'D, M j, Y')}: {day.label}"


def _listed(days: Sequence[HeatDay], looks: dict[str, HeatKind]) -> Iterator[tuple[str, str]]:
    """Yield the days to list in words: a day that is a link says its own."""
    return (
        (_written(day.date, "D, M j, Y"), day.label)
        for day in days
        if looks[day.kind].listed and not day.href
    )


@lru_cache(maxsize=2048)
def _written(day: date, pattern: str) -> str:
    return write(day, pattern)


@cache
def _face(shape: str, number: int) -> SafeString:
    """Return what is inside a day's box of 26: its shape and its number."""
    return fill(
        '<rect class="cell" width="26" height="26" rx="4"/>{}{}',
        joined(fill('<path class="{1}" d="{0}"/>', *path) for path in SHAPES[shape]),
        "" if shape in UNNUMBERED else fill('<text x="13" y="17">{}</text>', number),
    )
