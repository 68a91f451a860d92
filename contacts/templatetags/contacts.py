"""What screens of contacts show: outcomes in words, and unsaved notes."""

from collections.abc import Mapping
from typing import Any

from django import template

from contacts.choices import NoteOutcome
from contacts.models import NoteDraft
from contacts.queries.contacts import titled
from students.rules.around import Sibling

register = template.Library()


@register.filter
def placed(child: Sibling) -> str:
    """Say which child it is and where it goes to school: "901, Oak Middle School, grade 7"."""
    grade = child.grade and f"grade {child.grade}"
    return ", ".join(filter(None, [child.sis_id, child.school, grade]))


@register.filter
def outcome_label(outcome: str) -> str:
    return str(NoteOutcome(outcome).label) if outcome in NoteOutcome.values else outcome


register.filter("titled", titled)


@register.simple_tag(takes_context=True)
def unsaved_notes(context: Mapping[str, Any]) -> int:
    """Return how many notes the viewer typed and did not save. One statement."""
    return NoteDraft.objects.filter(user=context["request"].user).count()
