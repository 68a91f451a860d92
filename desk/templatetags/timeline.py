"""The timeline of a student, as any page of theirs includes it by components/timeline.html."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import template

from accounts.access import permissions_on
from core.timeline import Entry
from desk.forms import TimelineForm
from desk.queries.timeline import KINDS, timeline
from desk.registry import STORIES
from students.models import Student

register = template.Library()


@dataclass(frozen=True)
class VisibleTimeline:
    """What was done about a student, narrowed as the address asks; `kinds` to narrow it to."""

    entries: list[Entry]
    kinds: Mapping[str, str]
    asked: Mapping[str, str]


@register.simple_tag(takes_context=True)
def timeline_of(context: Mapping[str, Any], student: Student) -> VisibleTimeline:
    """Return the timeline of a student, as far as the viewer may read of them."""
    request = context["request"]
    may = permissions_on(request.scope, student, on=request.scope.on)
    stories = [story for story in STORIES if story.permission in may]
    asked = TimelineForm(request.GET).asked
    told = timeline(student.pk, stories=stories, may=may, **asked)
    return VisibleTimeline(told, KINDS, asked)
