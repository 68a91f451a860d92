"""The one component of lists, for pages."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.lists import ListPage, SearchField
from core.markup import fill, joined

register = template.Library()

BOX = '<div><label class="form-label" for="{}">{}</label>{}</div>'
# Not the form's way: each pause in typing is no step to go back to.
SEARCH = """<input type="search" class="form-control" maxlength="120" name="{0}" id="{3}-{0}" value="{1}"
 hx-get="{2}" hx-include="closest form" hx-trigger="input changed delay:250ms" hx-swap="outerHTML"
 hx-target="#{3}-rows" hx-select="#{3}-rows" hx-select-oob="{4}"
 hx-push-url="unset" hx-replace-url="true" hx-sync="this:replace">"""
SELECT = '<select class="form-select" id="{0}-{1}" name="{1}">{2}</select>'
OPTION = '<option value="{}"{}>{}</option>'
SELECTED = SafeString(" selected")


@register.simple_block_tag(takes_context=True)
def listing(context: Context, content: str, page: ListPage[Any], above: str = "") -> SafeString:
    """Draw a list around its rows: tabs, filters, order, count, pages, or why there are none.

    What is inside is drawn only where there are rows. `above` is a template of the same context,
    which stands between the tabs and the rows of the part that is open.
    """
    before = context.template.engine.get_template(above).render(context) if above else ""  # type: ignore[union-attr] # it is being drawn
    shown = {"content": content, "list": page, "above": before}
    return render_to_string("components/list.html", shown)


@register.simple_tag
def list_boxes(page: ListPage[Any]) -> SafeString:
    """Draw the boxes that narrow the list and the one that orders it, each with its label.

    Written here: a widget's own template takes longer than all rows of a page.
    """
    here, now = page.kind.id, page.sort.key if page.sort else ""
    boxes = [
        fill(BOX, f"{here}-{one.name}", one.label, _box(page, one)) for one in page.asked.filters
    ]
    if len(page.kind.sorts) > 1:
        orders = [("" if n == 0 else one.key, one.label) for n, one in enumerate(page.kind.sorts)]
        chosen = "" if now == page.kind.sorts[0].key else now
        boxes.append(fill(BOX, f"{here}-sort", "Order", _choice(here, "sort", orders, chosen)))
    return joined(boxes)


def _box(page: ListPage[Any], box: BoundField) -> SafeString:
    value = box.value() or ""
    if isinstance(box.field, SearchField):
        return fill(SEARCH, box.name, value, page.path, page.kind.id, _counting(page, box))
    widget: Any = box.field.widget
    return _choice(page.kind.id, box.name, widget.choices, str(value))


def _choice(
    here: str, name: str, options: Iterable[tuple[object, object]], chosen: str
) -> SafeString:
    drawn = joined(
        fill(OPTION, value, SELECTED if str(value) == chosen else "", words)
        for value, words in options
    )
    return fill(SELECT, here, name, drawn)


def _counting(page: ListPage[Any], box: BoundField) -> str:
    """Name all that counts what is shown: tabs, the way back, what is said, choices of the boxes."""
    here = page.kind.id
    choices = [f"#{here}-{one.name}" for one in page.asked.filters if one.name != box.name]
    said = [f"#{here}-{part}" for part in ("tabs", "clear", "said")]
    return ",".join([*said, *choices, f"#{here}-status:innerHTML"])


@register.simple_tag
def list_address(of: ListPage[Any], **changed: Any) -> str:
    """Return the address of a list with something asked otherwise, from its first page."""
    return of.address(**changed)
