"""Charts drawn by the server as SVG: no script, no inline style, each with its numbers in words.

Each function here turns plain values into a frozen drawing, which a template shows with
`{% chart drawing %}`. Widths are percentages and heights are pixels, so that words keep their
size from a phone to a wide screen. Colours are classes; a tone never stands alone, there is
always a shape, a dash or a word beside it.
"""

from core.charts.bars import Bar, BarChart, Stack, StackedChart, bars, stacked_bars
from core.charts.heat import HeatDay, HeatKind, HeatMap, heat_map
from core.charts.line import LineChart, Series, line
from core.charts.parts import Key, Table
from core.charts.spark import Sparkline, sparkline

__all__ = [
    "Bar",
    "BarChart",
    "HeatDay",
    "HeatKind",
    "HeatMap",
    "Key",
    "LineChart",
    "Series",
    "Sparkline",
    "Stack",
    "StackedChart",
    "Table",
    "bars",
    "heat_map",
    "line",
    "sparkline",
    "stacked_bars",
]
