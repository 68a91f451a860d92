"""What was found out and planned, as a timeline tells it."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.urls import reverse
from django.utils.timezone import make_aware

from attendance.choices import EvidenceKind
from core.timeline import Entry
from plans.models import Interview

# What a family of barriers is called to who may know no more.
KINDS = {
    "barrier": "getting there",
    "aversion": "something at school",
    "disengagement": "nothing draws them",
    "misconception": "how days are counted",
}


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell every interview, without its words: those are for who works on the case. One statement."""
    found = Interview.objects.filter(student=student_id).select_related("author", "guardian")
    families = ArrayAgg("barriers__family", distinct=True, default=[])
    yield from map(_interview, found.annotate(families=families).order_by("pk"))


def _interview(held: Any) -> Entry:
    families = [KINDS.get(one, one) for one in held.families if one]
    return Entry(
        at=_moment(held),
        # The contact that it was is told by this.
        key=f"{EvidenceKind.NOTE}:{held.note_id}" if held.note_id else f"interview:{held.pk}",
        kind="plan",
        title=f"Interview on barriers with {_lower(held.spoke)}",
        by=str(held.author),
        icon="message-circle",
        facts=tuple(families) or (held.get_found_display(),),
        is_late=(held.recorded_at.date() - held.held_on).days > 1,
        reached=held.note_id is not None,
        href=reverse("plans:interview", args=[held.pk]),
    )


def _moment(held: Interview) -> datetime:
    """An interview keeps the day; one that was written down at once was held then."""
    at = held.recorded_at
    noon = make_aware(datetime.combine(held.held_on, time(12)))
    return at if abs((at - noon).total_seconds()) < 24 * 60 * 60 / 2 else noon


def _lower(words: str) -> str:
    known = ("The student", "Somebody")
    return words[:1].lower() + words[1:] if words.startswith(known) else words
