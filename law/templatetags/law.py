"""Words of the law in force, for templates."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.templatetags.ui import piece
from law.queries import named, pack_today

BADGE = "components/status_badge.html"
WAITS = "components/badge.html"
register = template.Library()
register.filter("named", named)  # {{ referral.level|named:"teams" }}


@register.simple_tag
def law(key: str, **facts: Any) -> str:
    """Return a sentence of the pack in force today, such as `words.supervisor`; '' if none."""
    pack = pack_today()
    return pack.sentence(key, **facts) if pack.has(key) else ""


@register.simple_tag
def cite(key: str) -> str:
    """Return where a sentence of the pack in force today is written; '' if it has none."""
    return pack_today().citation(key)


@register.simple_tag
def status_badge(
    state: str, counted_days: int | None = None, *, waits: bool = False
) -> SafeString:
    """Draw the state of a school year in the words of the law in force. While a report that it rests
    on `waits` for a decision, that is said first.

    A state that this law does not know was judged under another one. Until it is judged again it
    passes for no better one, and takes no hard word from that law.
    """
    words = law(f"badges.{state}") or "To be judged again"
    if waits:
        note = f"{words} so far"
        return piece(WAITS, tone="warn", mark="hourglass", text="Report waits", note=note)
    note = law(f"badge_notes.{state}")
    return piece(BADGE, status=state, words=words, note=note, counted_days=counted_days)
