"""Bars, one under another, so that long names keep their room on a phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from core.charts.parts import Key, Table, Write, figure, part, plain
from core.markup import fill, joined

ROW = 44
LONGEST = 42  # letters of a name beside its value on a phone; the whole name is in the title
LINKED = '<a href="{}"><title>{}</title><text class="bar-name" x="0" y="14">{}</text></a>'
UNLINKED = '<text class="bar-name" x="0" y="14">{}<title>{}</title></text>'
BARS = """
{0}
<svg class="chart-bars" width="100%" height="{1}" role="group"
 aria-labelledby="{2}-title" aria-describedby="{2}-desc">
<title id="{2}-title">{3}</title><desc id="{2}-desc">{4}</desc>
{5}{6}{7}</svg>"""
ENTRY = """
<li><svg width="20" height="14" aria-hidden="true">
<rect class="block {0}" width="20" height="14" rx="2"/>
<rect class="weave {0}" width="20" height="14" fill="url(#{1}-{0})"/></svg>
{2}</li>"""
PATTERNS = """<defs>
<pattern id="{0}-part-2" width="6" height="6" patternUnits="userSpaceOnUse">
<path class="thread" d="M0 6 6 0"/></pattern>
<pattern id="{0}-part-4" width="5" height="5" patternUnits="userSpaceOnUse">
<circle class="dot" cx="2.5" cy="2.5" r="1.1"/></pattern>
<pattern id="{0}-part-5" width="5" height="5" patternUnits="userSpaceOnUse">
<path class="thread" d="M2.5 0v5"/></pattern>
</defs>"""
LIMIT = """
<line class="limit" x1="{0}" x2="{0}" y1="16" y2="{1}"/>
<text class="tick limit-words tick-{2}" x="{0}" y="{1}" dy="-4">{3}</text>"""
BAR = """
<svg y="{}" width="100%" height="44">{}
<text class="bar-value" x="100%" y="14">{}</text>
<rect class="track" y="20" width="100%" height="14" rx="3"/>
{}</svg>"""
BLOCK = """<g><title>{}</title>
<rect class="block {}" x="{}" y="20" width="{}" height="14" rx="2"/>{}</g>"""
WEAVE = '<rect class="weave" x="{}" y="20" width="{}" height="14" fill="url(#{}-{})"/>'


@dataclass(frozen=True)
class Bar:
    """One bar. `tone` is a class of the palette; with `href` its name is a link."""

    label: str
    value: float
    href: str | None = None
    tone: str = "info"


@dataclass(frozen=True)
class Stack:
    """One bar of several parts, in the order of the legend."""

    label: str
    values: Sequence[float]
    href: str | None = None


@dataclass(frozen=True)
class Block:
    """A rectangle: where it begins, how wide it is, how it is drawn, what it says."""

    x: str
    width: str
    css: str
    words: str

    def drawn(self, pattern: str) -> SafeString:
        weave = fill(WEAVE, self.x, self.width, pattern, self.css) if pattern else ""
        return fill(BLOCK, self.words, self.css, self.x, self.width, weave)


@dataclass(frozen=True)
class Row:
    y: int
    label: str
    short: str
    value: str
    href: str | None
    blocks: tuple[Block, ...]

    def drawn(self, pattern: str) -> SafeString:
        """Its name, its value, its blocks; `pattern` is the key of what weaves them, or ''."""
        if self.href:
            name = fill(LINKED, self.href, self.label, self.short)
        else:
            name = fill(UNLINKED, self.short, self.label)
        blocks = joined(block.drawn(pattern) for block in self.blocks)
        return fill(BAR, self.y, name, self.value, blocks)


@dataclass(frozen=True)
class Limit:
    """A line across all bars, such as an average or a limit."""

    x: str
    words: str
    side: str

    def drawn(self, height: int) -> SafeString:
        return fill(LIMIT, self.x, height, self.side, self.words)


@dataclass(frozen=True)
class BarChart:
    key: str
    title: str
    summary: str
    height: int
    rows: tuple[Row, ...]
    limit: Limit | None
    table: Table
    legend: tuple[Key, ...] = ()

    @property
    def drawn(self) -> SafeString:
        pattern = self.key if self.legend else ""
        entries = joined(fill(ENTRY, one.css, self.key, one.label) for one in self.legend)
        drawing = fill(
            BARS,
            fill('<ul class="legend">{}</ul>', entries) if self.legend else "",
            self.height,
            self.key,
            self.title,
            self.summary,
            fill(PATTERNS, self.key) if self.legend else "",
            joined(row.drawn(pattern) for row in self.rows),
            self.limit.drawn(self.height) if self.limit else "",
        )
        return figure("chart", self.title, self.summary, drawing, self.table)


@dataclass(frozen=True)
class StackedChart(BarChart):
    pass


def bars(
    *,
    key: str,
    title: str,
    summary: str,
    rows: Sequence[Bar],
    write: Write = plain,
    limit: tuple[float, str] | None = None,
    columns: tuple[str, str] = ("Name", "Value"),
) -> BarChart:
    """Draw a bar for each row, in the order given, from zero. Values must not be negative.

    `limit` draws a line across at a value, with its words. `columns` head the table.
    """
    top = _top([row.value for row in rows] + ([limit[0]] if limit else []))
    return BarChart(
        key=key,
        title=title,
        summary=summary,
        height=_height(len(rows), limit),
        rows=tuple(
            _row(i, row.label, row.href, write(row.value), (_block(row, top, write),))
            for i, row in enumerate(rows)
        ),
        limit=_limit(limit, top, write),
        table=Table(columns, tuple((row.label, write(row.value)) for row in rows)),
    )


def stacked_bars(
    *,
    key: str,
    title: str,
    summary: str,
    parts: Sequence[str],
    rows: Sequence[Stack],
    write: Write = plain,
    heading: str = "Name",
) -> StackedChart:
    """Draw a bar for each row, made of up to five parts that differ in colour and in pattern.

    The longest row fills the width. Give shares of one in place of counts to compare make-up.
    """
    top = _top([sum(row.values) for row in rows])
    return StackedChart(
        key=key,
        title=title,
        summary=summary,
        height=_height(len(rows), None),
        rows=tuple(
            _row(
                i,
                row.label,
                row.href,
                write(sum(row.values)),
                tuple(_parts(row, parts, top, write)),
            )
            for i, row in enumerate(rows)
        ),
        limit=None,
        table=Table(
            (heading, *parts, "Total"),
            tuple((row.label, *map(write, row.values), write(sum(row.values))) for row in rows),
        ),
        legend=tuple(Key(f"part-{i}", words) for i, words in enumerate(parts, 1)),
    )


def _row(place: int, label: str, href: str | None, value: str, blocks: tuple[Block, ...]) -> Row:
    short = label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"
    return Row(place * ROW, label, short, value, href, blocks)


def _block(row: Bar, top: float, write: Write) -> Block:
    return Block(
        "0%", part(row.value / top), f"tone-{row.tone}", f"{row.label}: {write(row.value)}"
    )


def _parts(row: Stack, parts: Sequence[str], top: float, write: Write) -> Iterator[Block]:
    begin = 0.0
    for i, (words, value) in enumerate(zip(parts, row.values, strict=True), 1):
        if value:
            yield Block(
                part(begin / top),
                part(value / top),
                f"part-{i}",
                f"{row.label}, {words}: {write(value)}",
            )
        begin += value


def _limit(limit: tuple[float, str] | None, top: float, write: Write) -> Limit | None:
    if limit is None:
        return None
    value, words = limit
    side = "end" if value / top > 0.5 else "start"
    return Limit(part(value / top), f"{words} {write(value)}", side)


def _top(values: Sequence[float]) -> float:
    return max(values, default=0) or 1


def _height(count: int, limit: object) -> int:
    return max(count, 1) * ROW + (22 if limit else 0)
