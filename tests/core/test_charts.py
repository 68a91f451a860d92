"""Charts: well-formed, named, described, and saying in words what they draw."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation

from core import charts
from core.charts.parts import scale
from demo.design import drawings

HOSTILE = '"><script>alert(1)</script>&'
EVERY = [*drawings.all_drawings(), drawings.spark()]


def draw(chart):
    return Template("{% load ui %}{% chart c %}").render(Context({"c": chart}))


def parsed(chart):
    """The drawing as a tree; raises when it is not well-formed."""
    return ElementTree.fromstring(f"<div>{draw(chart)}</div>")  # noqa: S314 - our own drawing


def named(tree, tag):
    return [one for one in tree.iter(tag) if one.get("id")]


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: type(chart).__name__)
def test_is_named_and_described(chart):
    tree = parsed(chart)
    ids = {one.get("id") for one in (*named(tree, "title"), *named(tree, "desc"))}
    spoken = [svg for svg in tree.iter("svg") if svg.get("role")]
    assert spoken
    for svg in spoken:
        words = f"{svg.get('aria-labelledby')} {svg.get('aria-describedby', '')}".split()
        assert len(words) == 2
        assert set(words) <= ids


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: type(chart).__name__)
def test_has_no_style_and_no_script(chart):
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", draw(chart))


@pytest.mark.parametrize("chart", EVERY[:4], ids=lambda chart: type(chart).__name__)
def test_table_is_drawn_whole(chart):
    cells = ["".join(cell.itertext()).strip() for cell in parsed(chart).iter("td")]
    assert cells == [cell for row in chart.table.rows for cell in row[1:]]


@pytest.mark.parametrize(
    "chart",
    [
        charts.line(
            key="k",
            title=HOSTILE,
            summary=HOSTILE,
            labels=[HOSTILE, "b"],
            series=[charts.Series(HOSTILE, [1, 2])],
            heading=HOSTILE,
        ),
        charts.bars(
            key="k",
            title=HOSTILE,
            summary=HOSTILE,
            rows=[charts.Bar(HOSTILE, 1, HOSTILE)],
            limit=(1, HOSTILE),
        ),
        charts.stacked_bars(
            key="k",
            title=HOSTILE,
            summary=HOSTILE,
            parts=(HOSTILE,),
            rows=[charts.Stack(HOSTILE, [1], HOSTILE)],
        ),
        charts.sparkline(key="k", title=HOSTILE, values=[1], write=lambda _: HOSTILE),
        charts.heat_map(
            key="k",
            title=HOSTILE,
            summary=HOSTILE,
            days=[charts.HeatDay(date(2026, 9, 3), "a", HOSTILE, HOSTILE)],
            kinds=[charts.HeatKind("a", HOSTILE, "disc")],
        ),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_hostile_words_stay_words(chart):
    assert "<script" not in draw(chart)
    assert HOSTILE in "".join(parsed(chart).itertext())


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: type(chart).__name__)
def test_coordinates_are_the_same_in_every_language(chart):
    english = draw(chart)
    with translation.override("es"):
        assert draw(chart) == english


@pytest.mark.parametrize(
    ("values", "low", "high", "step"),
    [
        ([0, 100], 0, 100, 25),
        ([88.2, 95.1], 88, 96, 2),
        ([3], 0, 3, 1),
        ([0, 0], 0, 1, 0.25),
        ([None, None], 0, 1, 0.25),
        ([-4, 4], -4, 4, 2),
    ],
)
def test_scale(values, low, high, step):
    fit = scale(values)
    assert (fit.low, fit.high, fit.step) == pytest.approx((low, high, step))
    assert 2 <= len(fit.ticks) <= 7


def test_line_is_broken_where_a_value_is_not_known():
    drawn = charts.line(
        key="k",
        title="T",
        summary="S",
        labels=["a", "b", "c", "d"],
        series=[charts.Series("x", [1, None, 3, 4])],
    )
    assert len(drawn.strokes[0].segments) == 1
    assert len(drawn.strokes[0].points) == 3
    assert drawn.table.rows[1] == ("b", "—")


def test_line_of_one_value_is_a_point():
    drawn = charts.line(
        key="k", title="T", summary="S", labels=["a"], series=[charts.Series("x", [7])]
    )
    assert [point.x for point in drawn.strokes[0].points] == ["50%"]


def test_bars_fill_the_width_by_the_largest():
    drawn = charts.bars(
        key="k",
        title="T",
        summary="S",
        rows=[charts.Bar("a", 50), charts.Bar("b", 25), charts.Bar("c", 0)],
    )
    assert [row.blocks[0].width for row in drawn.rows] == ["100%", "50%", "0%"]
    assert drawn.table.rows == (("a", "50"), ("b", "25"), ("c", "0"))


@pytest.mark.parametrize("rows", [[], [charts.Bar("a", 0)]])
def test_bars_of_nothing(rows):
    parsed(charts.bars(key="k", title="T", summary="S", rows=rows))


def test_limit_beyond_every_bar_is_still_drawn():
    drawn = charts.bars(
        key="k", title="T", summary="S", rows=[charts.Bar("a", 5)], limit=(10, "Load")
    )
    assert (drawn.limit.x, drawn.limit.words) == ("100%", "Load 10")
    assert drawn.rows[0].blocks[0].width == "50%"


def test_long_name_is_whole_in_title_and_table():
    name = "A school with a name that goes on and on, and then on"
    drawn = charts.bars(key="k", title="T", summary="S", rows=[charts.Bar(name, 5)])
    assert drawn.rows[0].short.endswith("…")
    assert draw(drawn).count(name) == 3  # the name's title, the bar's title, the table


def test_stack_parts_follow_one_another():
    drawn = charts.stacked_bars(
        key="k",
        title="T",
        summary="S",
        parts=("p", "q", "r"),
        rows=[charts.Stack("a", [2, 0, 2]), charts.Stack("b", [1, 1, 0])],
    )
    first, second = drawn.rows
    assert [(block.x, block.width, block.css) for block in first.blocks] == [
        ("0%", "50%", "part-1"),
        ("50%", "50%", "part-3"),
    ]
    assert second.value == "2"
    assert drawn.table.columns == ("Name", "p", "q", "r", "Total")
    assert drawn.table.rows[0] == ("a", "2", "0", "2", "4")


def test_stack_without_a_value_for_each_part_is_refused():
    with pytest.raises(ValueError, match="zip"):
        charts.stacked_bars(
            key="k", title="T", summary="S", parts=("p", "q"), rows=[charts.Stack("a", [1])]
        )


KINDS = (
    charts.HeatKind("in", "In", "plain", listed=False),
    charts.HeatKind("out", "Out", "square", "grave"),
)


def heat(*days, today=None):
    return charts.heat_map(key="k", title="T", summary="S", days=days, kinds=KINDS, today=today)


def test_heat_map_has_a_block_for_each_month_of_the_year():
    drawn = drawings.year()
    assert [month.name for month in drawn.months][::11] == ["July 2026", "June 2027"]
    assert sum(len(month.cells) for month in drawn.months) == len(drawings.year_of_days())


def test_weeks_are_columns_and_weekdays_rows():
    # 1 October 2026 is a Thursday, so Monday the 5th begins the second column.
    first = charts.HeatDay(date(2026, 10, 1), "in", "In")
    days = [charts.HeatDay(date(2026, 10, 5) + timedelta(i), "in", "In") for i in range(5)]
    cells = heat(first, *days).months[0].cells
    assert (cells[0].x, cells[0].y) == (17, 88)
    assert [(cell.x, cell.y) for cell in cells[1:]] == [(46, 1 + 29 * row) for row in range(5)]


@pytest.mark.parametrize(
    "first",
    [
        date(2026, 8, 3),  # a Monday after a Saturday the 1st
        date(2026, 11, 2),  # a Monday after a Sunday the 1st
    ],
)
def test_month_begins_in_its_first_column_although_no_weekend_is_drawn(first):
    [cell] = heat(charts.HeatDay(first, "in", "In")).months[0].cells
    assert (cell.x, cell.y) == (17, 1)


def test_saturday_has_a_row_only_when_there_is_one():
    friday = charts.HeatDay(date(2026, 10, 9), "in", "In")
    saturday = charts.HeatDay(date(2026, 10, 10), "out", "Out")
    assert len(heat(friday).weekdays) == 1
    assert [letter for _, letter in heat(friday, saturday).weekdays] == ["F", "S"]


def test_table_and_legend_count_the_days():
    drawn = heat(
        charts.HeatDay(date(2026, 10, 9), "in", "In"),
        charts.HeatDay(date(2026, 10, 8), "out", "Out, code U"),
    )
    assert drawn.table.rows == (("Thu, Oct 8, 2026", "Out, code U"),)
    assert [(kind.key, count) for kind, count in drawn.legend] == [("in", 1), ("out", 1)]
    assert drawn.months[0].summary == "Out: 1"


def test_today_is_marked_and_said():
    day = date(2026, 10, 9)
    cells = heat(charts.HeatDay(day, "in", "In"), today=day).months[0].cells
    assert (cells[0].is_today, cells[0].words) == (True, "Fri, Oct 9, 2026: In (today)")


def test_linked_days_are_open_to_a_screen_reader_and_the_others_are_not():
    page = draw(
        heat(
            charts.HeatDay(date(2026, 10, 8), "out", "Out", "/day"),
            charts.HeatDay(date(2026, 9, 8), "out", "Out"),
        )
    )
    assert '<a class="day" href="/day"><title>Thu, Oct 8, 2026: Out</title>' in page
    assert page.count('role="group"') == 1
    assert page.count('role="img"') == 1


def test_kind_that_is_not_known_is_refused():
    with pytest.raises(KeyError, match="elsewhere"):
        heat(charts.HeatDay(date(2026, 10, 8), "elsewhere", "?"))


def test_every_shape_differs_without_colour():
    shapes = list(charts.heat.SHAPES.items())
    drawn = [paths for name, paths in shapes if name not in ("plain", "faint")]
    assert len(set(drawn)) == len(drawn)


def test_sparkline_reads_its_values():
    drawn = charts.sparkline(key="k", title="T", values=[1, None, 2.5])
    assert drawn.summary == "1, not known, 2.5"
    assert drawn.segments == ()


def test_sparkline_of_nothing():
    parsed(charts.sparkline(key="k", title="T", values=[]))


def test_what_was_done_is_a_line_and_a_cell():
    values = charts.Series("Missed", [1, 2, 0])
    plain = {"key": "k", "title": "T", "summary": "S", "labels": ["a", "b", "c"]}
    marked = charts.line(**plain, series=[values], marks={1: "plan started"})
    assert [(mark.x, mark.words) for mark in marked.marks] == [("50%", "b: plan started")]
    assert marked.table.columns == ("When", "Missed", "What was done")
    assert [row[-1] for row in marked.table.rows] == ["", "plan started", ""]
    unmarked = charts.line(**plain, series=[values])
    assert (unmarked.marks, unmarked.table.columns) == ((), ("When", "Missed"))
