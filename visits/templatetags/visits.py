"""What screens of visits show: what was done, in words."""

from collections.abc import Mapping, Sequence

from django import template

from students.models import Student
from visits.models import Visit, VisitStep

register = template.Library()
WORDS = {
    "change": "Plan changed",
    "confirm": "Confirmed by the partner",
    "arrive": "Checked in at the door",
    "stay": "Stays longer",
    "leave": "Checked out",
    "log": "Written down",
    "validate": "Signed off by the partner",
    "call_off": "Called off",
    "resume": "Planned again",
}


@register.filter
def step_in_words(step: VisitStep) -> str:
    return WORDS[step.verb]


@register.filter
def of_visit(names: Mapping[int, Sequence[Student]], visit: Visit) -> Sequence[Student]:
    """Return the students of a visit whom the viewer reaches."""
    return names.get(visit.pk, ())
