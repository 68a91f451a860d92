"""What was done with a request, in words."""

from django import template

from core.templatetags.ui import day
from intake.choices import ReplyHow, RequestOutcome, WhyPaused
from intake.models import RequestStep

register = template.Library()
WORDS = {"take": "Taken", "reopen": "Opened again", "undo": "Undone, what was done last"}


@register.filter
def done_in_words(step: RequestStep) -> str:
    """Return what a step was: "Answered by phone on Wed, Nov 18"."""
    match step.verb:
        case "answer":
            how = str(ReplyHow(step.how).label)
            return f"Answered {how[:1].lower()}{how[1:]}, {day(step.on)}"
        case "pause":
            return f"Rests until {day(step.until)}: {WhyPaused(step.why).label}"
        case "reopen" if step.until:
            return f"Opened again: an answer by {day(step.until)}"
        case "close":
            return f"Closed: {RequestOutcome(step.why).label}"
        case _:
            return WORDS[step.verb]
