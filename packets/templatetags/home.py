"""What a family's edition writes in the language of its home. `home` is one of the facts' languages."""

import re
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import template

from core.templatetags.ui import NOTHING
from letters.rules import own_name, written_share, written_time
from packets.rules.spoken import spoken
from packets.templatetags.packet import Home, day_of
from students.rules.languages import language_code
from students.rules.people import EARLY_GRADES

register = template.Library()
register.filter("spoken", spoken)
register.filter("day_of", day_of)


@register.simple_tag(takes_context=True)
def say(context: Mapping[str, Any], text: str) -> str:
    """Write fixed words of ours."""
    return spoken(text, context["home"])


@register.filter
def whole(text: str, home: Home) -> str:
    """Write words of the information system: those that are ours word for word, all else as it is."""
    return str(home["said"].get(text, text))


@register.filter
def moment_of(value: str | None, home: Home) -> str:
    """Write a moment of the facts, in the zone it was frozen in."""
    if not value:
        return NOTHING
    return f"{day_of(value, home)}, {clock_of(datetime.fromisoformat(value).time(), home)}"


@register.filter
def clock_of(value: str | time, home: Home) -> str:
    """Write a time of the facts."""
    at = value if isinstance(value, time) else time.fromisoformat(value)
    return written_time(at, home["language"])


@register.filter
def share_of(value: str, home: Home) -> str:
    """Write a share of the facts, and "3 of 60" as "3 / 60"."""
    return written_share(value, home["language"]).replace(" of ", " / ")


@register.filter
def grade_of(value: str, home: Home) -> str:
    """Write a grade: "Grado 7", "Kínder"."""
    if early := EARLY_GRADES.get(value.upper()):
        return spoken(early, home)
    return f"{spoken('Grade', home)} {value}" if value.isdecimal() else value


@register.filter
def tongue(value: str) -> str:
    """Write a language by the name it has itself."""
    return own_name(language_code(value)) if value else NOTHING


@register.filter
def found_of(words: str) -> str:
    """Write how many of an item there are: "2 of 3" and "5, where 3 are asked for" as "2 / 3", "5 / 3"."""
    return " / ".join(re.findall(r"\d+", words)) or "0"
