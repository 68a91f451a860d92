"""What casework shows besides the components: weeks absent, tiers, ages of a contact."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from attendance.choices import Tier

register = template.Library()
HEIGHT, BAR, GAP, MOST = 24, 9, 3, 5
TONES = {Tier.PREVENTION: "quiet", Tier.EARLY: "info", Tier.INTENSIVE: "grave"}


@register.simple_tag
def weeks(trend: Sequence[int | None]) -> SafeString:
    """Draw days absent by week, the oldest first. The same weeks draw the same."""
    return _weeks(tuple(trend))


@lru_cache(maxsize=4096)
def _weeks(trend: tuple[int | None, ...]) -> SafeString:
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="1"/>',
        (
            (_css(days), place * (BAR + GAP), HEIGHT - tall, BAR, tall)
            for place, days in enumerate(trend)
            for tall in [_tall(days)]
        ),
    )
    said = ", ".join("no school" if days is None else str(days) for days in trend)
    return format_html(
        '<svg class="weeks" width="{}" height="{}" role="img"'
        ' aria-label="Days absent by week, the oldest first: {}">{}</svg>',
        len(trend) * (BAR + GAP),
        HEIGHT,
        said,
        bars,
    )


def _css(days: int | None) -> str:
    return "weeks-none" if days is None else "weeks-zero" if days == 0 else "weeks-some"


def _tall(days: int | None) -> int:
    return 2 if not days else 2 + (HEIGHT - 2) * min(days, MOST) // MOST


@register.filter
def tier_tone(tier: str) -> str:
    return TONES.get(Tier(tier), "quiet") if tier in Tier.values else "quiet"


@register.filter
def tier_label(tier: str) -> str:
    return str(Tier(tier).label) if tier in Tier.values else tier


@register.filter
def days_ago(days: int | None) -> str:
    """Write how long ago something was: today, yesterday, 5 days ago."""
    if days is None:
        return "never"
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
