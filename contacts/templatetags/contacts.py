"""What screens of contacts show: kinds, outcomes and barriers in words, and unsaved notes."""

from collections.abc import Mapping
from typing import Any

from django import template

from contacts.choices import KIND_ICONS, Barrier, NoteKind, NoteOutcome
from contacts.models import NoteDraft

register = template.Library()


@register.filter
def kind_label(kind: str) -> str:
    return str(NoteKind(kind).label) if kind in NoteKind.values else kind


@register.filter
def outcome_label(outcome: str) -> str:
    return str(NoteOutcome(outcome).label) if outcome in NoteOutcome.values else outcome


@register.simple_tag
def kinds() -> list[tuple[str, str, str]]:
    """Return the kinds of contact: value, label, icon."""
    return [(kind.value, str(kind.label), KIND_ICONS[kind]) for kind in NoteKind]


@register.simple_tag
def barriers() -> list[tuple[str, str]]:
    return [(barrier.value, str(barrier.label)) for barrier in Barrier]


@register.simple_tag(takes_context=True)
def unsaved_notes(context: Mapping[str, Any]) -> int:
    """Return how many notes the viewer typed and did not save. One statement."""
    return NoteDraft.objects.filter(user=context["request"].user).count()
