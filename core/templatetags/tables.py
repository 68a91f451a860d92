"""The one table of pages: of a list, whose heads lead to its orders, or of facts."""

from functools import cache
from itertools import groupby
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.columns import Column, Columns
from core.lists import ListPage
from core.markup import fill, joined
from core.templatetags.ui import icon

register = template.Library()
Of = ListPage[Any] | Columns

HEAD = "<thead{}>{}</thead>"
ROW = "<tr>{}</tr>"
PLAIN = '<th scope="col"{}{}>{}</th>'
SORTED = '<th scope="col"{}{} aria-sort="{}">{}</th>'
LINK = '<a id="{}-by-{}" href="{}">{}{}</a>'
GROUP = '<th scope="colgroup" colspan="{}" class="cell-group">{}</th>'
CLASS = ' class="{}"'
UNSEEN = '<span class="visually-hidden">{}</span>'
TALL = SafeString(' rowspan="2"')


@register.simple_block_tag
def table(content: str, of: Of, label: str, css: str = "stack") -> SafeString:
    """Draw a table around its rows, in a region that scrolls by itself, with the keyboard too.

    `of` is the page of a list, or the columns of a table of facts. With the class `stack` rows are
    cards on a phone. The first cell of a row is `<th scope="row">`, each other `<td {% cell %}>`.
    """
    shown = {"content": content, "label": label, "css": css, "head": head_of(of)}
    return render_to_string("components/table.html", shown)


@register.simple_tag
def cell(of: Of, key: str, css: str = "") -> SafeString:
    """Return the attributes of a cell: what its column is called on a phone, and how it stands."""
    return columns_of(of).cell(key, css)


def columns_of(of: Of) -> Columns:
    return of.columns if isinstance(of, ListPage) else of


def head_of(of: Of) -> SafeString:
    """Return the head of a table. Of a list, a head by which it may be ordered is a link."""
    columns = columns_of(of)
    page = of if isinstance(of, ListPage) else None
    groups = [(words, list(some)) for words, some in groupby(columns, lambda one: one.group)]
    is_grouped = any(words for words, _ in groups)
    first = joined(_group(page, words, some, is_grouped=is_grouped) for words, some in groups)
    below = joined(
        _head(page, column, css="" if place else "cell-first")
        for words, some in groups
        if words
        for place, column in enumerate(some)
    )
    swap = fill(" {}", _swap()) if page and any(column.sort for column in columns) else ""
    return fill(HEAD, swap, joined(fill(ROW, row) for row in (first, below) if row))


def _group(
    page: ListPage[Any] | None, words: str, columns: list[Column], *, is_grouped: bool
) -> SafeString:
    if words:
        return fill(GROUP, len(columns), words)
    return joined(_head(page, column, tall=TALL if is_grouped else "") for column in columns)


def _head(page: ListPage[Any] | None, column: Column, css: str = "", tall: str = "") -> SafeString:
    classes = " ".join(filter(None, (column.css, css)))
    shown = fill(CLASS, classes) if classes else ""
    if page and column.sort:
        return _sortable(page, column, shown, tall)
    return fill(PLAIN, shown, tall, fill(UNSEEN, column.head) if column.is_unseen else column.head)


def _sortable(page: ListPage[Any], column: Column, css: str, tall: str) -> SafeString:
    now = page.sort.key if page.sort else ""
    mine = [one.key for one in page.kind.sorts if one.key.removeprefix("-") == column.sort]
    following = next((one for one in mine if one != now), mine[0])
    is_sorted, is_down = now in mine, now.startswith("-")
    mark = icon("chevron-down", css=f"icon-sm {'' if is_down else 'upside'}") if is_sorted else ""
    there = page.address(sort=following)
    link = fill(
        LINK, page.kind.id, column.sort, there, column.head, fill(" {}", mark) if mark else ""
    )
    if not is_sorted:
        return fill(PLAIN, css, tall, link)
    return fill(SORTED, css, tall, "descending" if is_down else "ascending", link)


@cache
def _swap() -> SafeString:
    """Return what htmx does for the links of a head."""
    return SafeString(render_to_string("components/list_swap.html").strip())
