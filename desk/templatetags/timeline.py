"""The timeline of a student, as any page of theirs includes it by components/timeline.html."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template

from desk.forms import TimelineForm
from desk.queries.timeline import KINDS, Entry, timeline

register = template.Library()


@dataclass(frozen=True)
class Told:
    """What was done about a student, narrowed as the address asks; `kinds` to narrow it to."""

    entries: list[Entry]
    kinds: Mapping[str, str]
    asked: Mapping[str, str]


@register.simple_tag(takes_context=True)
def timeline_of(context: Mapping[str, Any], student_id: int) -> Told:
    """Return the timeline of a student whom the viewer reaches with CASE_READ."""
    asked = TimelineForm(context["request"].GET).asked
    return Told(timeline(student_id, **asked), KINDS, asked)
