"""How a year stands, as every screen says it: days missed first, then the step of the law."""

from typing import Any, Protocol

from django import template
from django.utils.safestring import SafeString

from attendance.choices import Status
from attendance.rules.headline import headline_of
from core.markup import joined
from core.templatetags.ui import piece
from law.queries import named, pack_today
from law.templatetags.law import status_badge

register = template.Library()


class Standing(Protocol):
    """What a year of a list or a page is asked for. `state` and `band` are '' where the year is not
    judged; `absent_now` is 0 for a past year, and for somebody who has left.
    """

    @property
    def state(self) -> str: ...
    @property
    def band(self) -> str: ...
    @property
    def counted_days(self) -> int: ...
    @property
    def days_absent(self) -> int: ...
    @property
    def days_enrolled(self) -> int: ...
    @property
    def absent_now(self) -> int: ...
    @property
    def waits(self) -> bool: ...


@register.simple_tag
def headline(year: Standing) -> SafeString:
    """Draw what is missed and, beside it, the state of the year by the law in force; while a report
    waits for a decision, that.

    That nothing is counted is said only where there is nothing worse to say.
    """
    first = headline_of(
        absent_now=year.absent_now,
        days_absent=year.days_absent,
        days_enrolled=year.days_enrolled,
        band=year.band,
        band_words=named(year.band, "bands") if year.band else "",
        least=pack_today().value("contact.unexplained_days"),
    )
    if not year.state:
        return piece("components/badge.html", text="Not assessed yet")
    by_law = status_badge(year.state, year.counted_days, waits=year.waits)
    if first is None:
        return by_law
    drawn: list[Any] = [piece("components/badge.html", **vars(first))]
    if year.waits or year.state != Status.NONE:
        drawn += [" ", by_law]
    return joined(drawn)
