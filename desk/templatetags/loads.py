"""Lines of caseloads, written in one pass."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from core.markup import fill, joined
from desk.queries.loads import Cell, LoadRow

register = template.Library()

LINE = '<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>\n'
NUMBER = '<td class="cell-num" data-label="{}">{}</td>'
LINK = '<a href="{}">{}</a>'
TIERS = ("Prevention", "Early", "Intensive")


@register.simple_tag
def load_lines(rows: Sequence[LoadRow]) -> SafeString:
    """Write a line for each counselor or school; every number above none is a link."""
    return joined(_line(row) for row in rows)


def _line(row: LoadRow) -> SafeString:
    cells = [
        _number("Open cases", row.cases),
        *(_number(label, cell) for label, cell in zip(TIERS, row.tiers, strict=True)),
        _number("Overdue tasks", row.tasks_overdue),
        _number("Nobody reached", row.unreached),
        _number("No next action", row.idle),
        _number("Letters due", row.letters_due),
        _number("Letters late", row.letters_late),
        fill(NUMBER, "Days since reached, mean", row.days_typical),
        fill(NUMBER, "Days since reached, longest", row.days_longest),
    ]
    return fill(LINE, row.href, row.name, joined(cells))


def _number(label: str, cell: Cell) -> SafeString:
    shown = fill(LINK, cell.href, f"{cell.value:,}") if cell.href else "0"
    return fill(NUMBER, label, shown)
