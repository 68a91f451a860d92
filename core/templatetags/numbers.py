"""The one component of a number that opens. A test opens each of every page and counts."""

from django import template
from django.utils.safestring import SafeString

from core.markup import fill

register = template.Library()

OPENS = '<a data-opens="{}" href="{}">{}</a>'
NAMED = '<a data-opens="{}" href="{}"{}>{}{}</a>'
CLASS = ' class="{}"'
PLAIN = "<span{}>{}</span>"
WORDS = '<span class="visually-hidden">, {}: open the list</span>'


@register.simple_tag
def opens(
    value: int | str, href: str = "", words: str = "", text: str = "", css: str = ""
) -> SafeString:
    """Draw a number as the way to its list; without an address as a number alone.

    `words` say to whoever does not see the page of what it is. `text` stands in its place where a
    sentence has it, such as "all 12 tasks".
    """
    shown = text or written(value)
    if href and not (css or words):
        return fill(OPENS, value, href, shown)
    named = fill(CLASS, css) if css else ""
    if not href:
        return fill(PLAIN, named, shown) if named else fill("{}", shown)
    return fill(NAMED, value, href, named, shown, fill(WORDS, words) if words else "")


def written(value: int | str) -> str:
    """Write a number with its thousands apart; words as they are."""
    return f"{value:,}" if isinstance(value, int) else value
