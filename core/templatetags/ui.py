"""What templates say things with: dates, counts and telephones as a district writes them."""

import re
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache
from typing import Any

from django import template
from django.conf.locale import LANG_INFO
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.dateformat import format as write
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.markup import fill
from core.undo import Undo, opened_by, undo_of

NOTHING = "—"
# Names that Django's own list lacks or writes for another purpose.
LANGUAGES = {"zh": "Chinese", "tl": "Tagalog", "pt": "Portuguese", "hmn": "Hmong", "pa": "Punjabi"}
FOLDED = """<details class="{}" id="fold-{}" hx-get="{}" hx-trigger="toggle once" hx-target="find .fold" \
hx-select="#fold-{} > :not(summary)" hx-swap="outerHTML">
<summary>{}<span>{}</span></summary>
<p class="fold"><a href="{}#fold-{}">Open it</a></p>
</details>
"""
register = template.Library()


@register.filter
def lower_first(words: str) -> str:
    """Write words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a date with its weekday: "Thu, Oct 8, 2026". A moment gives its local date."""
    return _written(value, "D, M j, Y")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """Write a date where the year is plain from around it: "Oct 8"."""
    return _written(value, "M j")


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment in the district's zone: "Thu, Oct 8, 2026, 3:30 p.m."."""
    return _written(value, "D, M j, Y, P")


@register.filter
def school_year(first: int | date | None) -> str:
    """Write a school year, 1 July to 30 June, by its first calendar year or a date in it.

    2026, 8 October 2026 and 30 June 2027 all give "2026-27".
    """
    if first is None:
        return NOTHING
    if isinstance(first, date):
        first = first.year - (first.month < 7)
    return f"{first}-{(first + 1) % 100:02d}"


@register.filter
def language(value: str) -> str:
    """Write a language by name: "es" is "Spanish"; what is no code stays as it is."""
    code = value.strip().lower().replace("_", "-")
    known = LANG_INFO.get(code, {}).get("name", "")
    return LANGUAGES.get(code) or known or value


@register.filter
def phone(value: str | None) -> str:
    """Write a North American number as "(213) 555-0142"; any other as it was given."""
    digits = re.sub(r"\D", "", value or "").removeprefix("1")
    if len(digits) != 10 or re.search(r"[a-z]", value or "", re.IGNORECASE):
        return value or NOTHING
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"


@register.filter
def percent(share: float | None, places: int = 1) -> str:
    """Write a share of one as a percentage: 0.9512 gives "95.1%"."""
    return NOTHING if share is None else f"{number_format(share * 100, places)}%"


@register.filter
def count_of(number: int | None, words: str) -> str:
    """Write a number with its noun: `3|count_of:"day,days"` gives "3 days"."""
    if number is None:
        return NOTHING
    one, many = words.split(",")
    return f"{number_format(number, force_grouping=True)} {one if number == 1 else many}"


@register.filter
def grouped(number: int) -> str:
    """Write a number as people read it: 12507 is "12,507"."""
    return number_format(number, force_grouping=True)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Draw an icon of the sprite. Without a label it is decoration, beside words that say it."""
    return _icon(name, label, css, _sprite())


@register.filter
def undo(message: Message) -> Undo | None:
    """Return what a message offers to undo."""
    return undo_of(message)


@register.filter
def opens(message: Message) -> str:
    """Return the address of what a message is about; '' for none."""
    return opened_by(message)


@register.simple_tag
def piece(template_name: str, **values: str | int | None) -> SafeString:
    """Draw a component from plain values alone. The same values draw the same, so once will do.

    For components that a page repeats in every row, such as badges and meters.
    """
    return _piece(template_name, tuple(sorted(values.items())))


@lru_cache(maxsize=8192)
def _piece(template_name: str, values: tuple[tuple[str, str | int | None], ...]) -> SafeString:
    return render_to_string(template_name, dict(values))


@register.simple_tag
def folded(
    href: str, name: str, words: str, mark: str = "chevron-right", css: str = ""
) -> SafeString:
    """Draw the way to what few need: it comes when it is opened, in place. Without a script the link leads to
    the page at `href`, with it open. A page may have one for every line.
    """
    kind = f"reason {css}" if css else "reason"
    return fill(FOLDED, kind, name, href, name, icon(mark, css="turn"), words, href, name)


@cache
def _sprite() -> str:
    """Return the address of the sprite, looked up once: a page draws fifty icons."""
    return static("img/icons.svg")


@lru_cache(maxsize=512)
def _icon(name: str, label: str, css: str, sprite: str) -> SafeString:
    spoken = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else format_html('aria-hidden="{}"', "true")
    )
    return format_html(
        '<svg class="icon {}" {} focusable="false" fill="none" stroke="currentColor"'
        ' stroke-linecap="round" stroke-linejoin="round"><use href="{}#{}"/></svg>',
        css,
        spoken,
        sprite,
        name,
    )


@register.simple_tag
def chart(drawing: Any) -> SafeString:
    """Draw a chart of `core.charts`, with its legend and its table of the same numbers."""
    drawn: SafeString | None = getattr(drawing, "drawn", None)  # asked once: it draws
    if drawn is not None:
        return drawn
    return render_to_string(drawing.template, {"chart": drawing})


@register.simple_block_tag
def effect(content: str, id: str = "") -> SafeString:  # noqa: A002 - as HTML names it
    """Say what a step does before the click, above its button: who, how many, which days. A button
    that stands elsewhere is `aria-describedby` the id.
    """
    return render_to_string("components/effect.html", {"content": content, "id": id})


@register.simple_block_tag
def modal(content: str, id: str, title: str) -> SafeString:  # noqa: A002 - as HTML names it
    """Wrap content in a dialog, opened by any element with `data-dialog="ID"`."""
    return render_to_string(
        "components/modal.html", {"content": content, "id": id, "title": title}
    )


def _written(value: date | datetime | None, pattern: str) -> str:
    if not value:
        return NOTHING
    if isinstance(value, datetime):
        return _moment(value, pattern, timezone.get_current_timezone())
    return _date(value, pattern)


@lru_cache(maxsize=8192)
def _moment(value: datetime, pattern: str, zone: tzinfo) -> str:
    """Write a moment in a zone; one that has none as it is."""
    return write(timezone.localtime(value, zone) if timezone.is_aware(value) else value, pattern)


@lru_cache(maxsize=8192)
def _date(value: date, pattern: str) -> str:
    return write(value, pattern)


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    """Return an entry of a mapping, or ''."""
    return mapping.get(key, "")
