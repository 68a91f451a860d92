"""A year of days, drawn as on a wall calendar: each day its number, marked by colour and shape."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import groupby

from django.utils.dateformat import format as write
from django.utils.safestring import SafeString

from core.charts.parts import Table, figure
from core.markup import fill, joined

CELL, PITCH, GUTTER = 26, 29, 16
DISC = "M13 1a12 12 0 1 0 0 24a12 12 0 1 0 0-24z"
SQUARE = "M5 1h16a4 4 0 0 1 4 4v16a4 4 0 0 1-4 4H5a4 4 0 0 1-4-4V5a4 4 0 0 1 4-4z"
# Each shape: its paths, and the class that fills or draws each. They differ without colour too.
SHAPES: dict[str, tuple[tuple[str, str], ...]] = {
    "plain": (),
    "faint": (),
    "blank": (("M10.5 13h5", "drawn thin"),),
    "ring": ((DISC, "drawn"),),
    "dashed": ((DISC, "drawn dashes"),),
    "half": ((DISC, "drawn"), ("M1 13a12 12 0 0 0 24 0z", "wash")),
    "disc": ((DISC, "filled"),),
    "square": ((SQUARE, "filled"),),
    "notched": ((SQUARE, "filled"), ("M15-1h12v12z", "notch")),
    "frame": ((SQUARE, "drawn"),),
    "diamond": (("M13 0 26 13 13 26 0 13z", "drawn"),),
    "underline": (("M5 23.5h16", "drawn"),),
    "slash": (("M4 22 22 4", "drawn thin"),),
    "hatch": (("M1 9l8-8M1 17 17 1M1 25 25 1M9 25 25 9M17 25l8-8", "drawn thin"),),
}
SOLID = ("disc", "square", "notched")
UNNUMBERED = ("blank", "hatch")
LINKED = '<a href="{}" aria-label="{}"><g {}><title>{}</title>{}</g></a>'
UNLINKED = '<g {} aria-hidden="true"><title>{}</title>{}</g>'
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
WEEKDAY = '<text class="weekday" x="5" y="{}" aria-hidden="true">{}</text>'
ENTRY = """
<li><svg class="{}" width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">{}</svg>
{} <strong class="num">{}</strong></li>"""


@dataclass(frozen=True)
class HeatDay:
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

    @property
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


@dataclass(frozen=True)
class DayBox:
    move: str
    number: int
    kind: HeatKind
    words: str
    href: str | None
    is_today: bool

    @property
    def drawn(self) -> SafeString:
        if not self.href:
            look = self.kind.css, self.kind.shape
            return _unlinked(self.move, self.number, *look, self.words, is_today=self.is_today)
        face = _face(self.kind.shape, self.number, is_today=self.is_today)
        words, box = fill("{}", self.words), _box(self.kind.css, self.move)
        return fill(LINKED, self.href, words, box, words, face)


@dataclass(frozen=True)
class Month:
    """One month: weeks are columns, weekdays are rows."""

    id: str
    name: str
    summary: str
    cells: tuple[DayBox, ...]

    def drawn(self, box: str, weekdays: SafeString) -> SafeString:
        """Every day. Written here and not in a template: they are most of a page."""
        role = "group" if any(cell.href for cell in self.cells) else "img"
        cells = joined(cell.drawn for cell in self.cells)
        return fill(MONTH, self.name, box, role, self.id, self.summary, weekdays, cells)


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
        weekdays = joined(fill(WEEKDAY, *weekday) for weekday in self.weekdays)
        legend = joined(
            fill(ENTRY, kind.css, kind.sample, kind.label, count) for kind, count in self.legend
        )
        months = joined(month.drawn(self.box, weekdays) for month in self.months)
        calendar = fill(CALENDAR, legend, TODAY if self.has_today else "", months)
        return figure("chart heat", self.title, self.summary, calendar, self.table)


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
    months = tuple(
        _month(key, list(group), rows, looks, today)
        for _, group in groupby(days, key=lambda day: (day.date.year, day.date.month))
    )
    weeks = max((_week(day.date, rows) for day in days), default=0) + 1
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
    first = days[0].date
    counts = Counter(looks[day.kind].label for day in days if looks[day.kind].listed)
    return Month(
        id=f"{key}-{first:%Y-%m}",
        name=_written(first, "F Y"),
        summary="; ".join(f"{label}: {count}" for label, count in counts.items())
        or "Nothing to list",
        cells=tuple(_cell(day, rows, looks[day.kind], today) for day in days),
    )


def _cell(day: HeatDay, rows: list[int], kind: HeatKind, today: date | None) -> DayBox:
    x = GUTTER + _week(day.date, rows) * PITCH + 1
    y = rows.index(day.date.weekday()) * PITCH + 1
    is_today = day.date == today
    return DayBox(
        move=f"translate({x} {y})",
        number=day.date.day,
        kind=kind,
        words=f"{_words(day)}{' (today)' if is_today else ''}",
        href=day.href,
        is_today=is_today,
    )


def _week(day: date, rows: list[int]) -> int:
    """Return the column of a day in its month: 0 for the first week that has a row to show."""
    first = day.replace(day=1)
    week = (day.day - 1 + first.weekday()) // 7
    return week - (first.weekday() > rows[-1])


def _words(day: HeatDay) -> str:
    return f"{_written(day.date, 'D, M j, Y')}: {day.label}"


def _listed(days: Sequence[HeatDay], looks: dict[str, HeatKind]) -> Iterator[tuple[str, str]]:
    return ((_written(day.date, "D, M j, Y"), day.label) for day in days if looks[day.kind].listed)


@lru_cache(maxsize=2048)
def _written(day: date, pattern: str) -> str:
    return write(day, pattern)


# Says nothing of anybody: a day without a link is the same for all to whom the like happened.
@lru_cache(maxsize=8192)
def _unlinked(
    move: str, number: int, css: str, shape: str, words: str, *, is_today: bool
) -> SafeString:
    face = _face(shape, number, is_today=is_today)
    return fill(UNLINKED, _box(css, move), words, face)


@lru_cache(maxsize=4096)
def _box(css: str, move: str) -> SafeString:
    return fill('class="{}" transform="{}"', css, move)


@cache
def _face(shape: str, number: int, *, is_today: bool = False) -> SafeString:
    """Return what is inside a day's box of 26: its shape, the mark of today, its number."""
    today = fill('<rect class="{}" x="0" y="0" width="26" height="26" rx="4"/>', "today")
    return fill(
        '<rect class="cell" width="26" height="26" rx="4"/>{}{}{}',
        joined(fill('<path class="{1}" d="{0}"/>', *path) for path in SHAPES[shape]),
        today if is_today else "",
        "" if shape in UNNUMBERED else fill('<text x="13" y="17">{}</text>', number),
    )
