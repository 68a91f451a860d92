"""The one component of lists, for pages."""

from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.lists import ListPage
from core.markup import fill
from core.templatetags.ui import icon

register = template.Library()

SORTABLE = '<th scope="col" class="{0}"><a id="{1}" href="{2}">{3}</a></th>'
SORTED = '<th scope="col" class="{0}" aria-sort="{4}"><a id="{1}" href="{2}">{3} {5}</a></th>'


@register.simple_block_tag(takes_context=True)
def listing(context: Context, content: str, page: ListPage[Any]) -> SafeString:
    """Draw a list around its rows: tabs, filters, order, count, pages, or why there are none.

    What is inside is drawn only where there are rows.
    """
    shown = {"content": content, "list": page}
    return render_to_string("components/list.html", shown, context.get("request"))


@register.simple_tag
def list_search(page: ListPage[Any], box: BoundField) -> SafeString:
    """Draw a search box of a list: the rows follow as one types."""
    here = page.kind.id
    # All that counts what is shown: tabs, the way back, what is said, the choices of the boxes.
    choices = [f"{here}-{one.name}" for one in page.asked.filters if one.name != box.name]
    counting = [f"{here}-tabs", f"{here}-clear", f"{here}-said", *choices]
    return box.as_widget(
        attrs={
            "hx-get": page.path,
            "hx-include": "closest form",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{here}-rows",
            "hx-select": f"#{here}-rows",
            "hx-select-oob": ",".join(
                [*(f"#{one}" for one in counting), f"#{here}-status:innerHTML"]
            ),
            "hx-swap": "outerHTML",
            # Not the form's: each pause in typing is no step to go back to.
            "hx-push-url": "unset",
            "hx-replace-url": "true",
            "hx-sync": "this:replace",
        }
    )


@register.simple_tag
def list_address(of: ListPage[Any], **changed: Any) -> str:
    """Return the address of a list with something asked otherwise, from its first page."""
    return of.address(**changed)


@register.simple_tag
def sort_heading(page: ListPage[Any], key: str, label: str, css: str = "") -> SafeString:
    """Draw the heading of a column by which the list may be ordered."""
    now = page.sort.key if page.sort else ""
    mine = [one.key for one in page.kind.sorts if one.key.removeprefix("-") == key]
    following = next((one for one in mine if one != now), mine[0])
    is_sorted, is_down = now in mine, now.startswith("-")
    return fill(
        SORTED if is_sorted else SORTABLE,
        css,
        f"{page.kind.id}-by-{key}",
        page.address(sort=following),
        label,
        "descending" if is_down else "ascending",
        icon("chevron-down", css=f"icon-sm {'' if is_down else 'upside'}"),
    )
