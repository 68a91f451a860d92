"""Who asked for help for a student, and what became of it, as a timeline tells it."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.choices import Permission
from core.timeline import Entry
from intake.choices import Asker, RequestOutcome, WhyPaused
from intake.models import HelpRequest, RequestStep
from intake.queries.steps import undone_of
from intake.rules.stages import UNDO

# What is told of a step, and its icon. The words of an answer are not: who asked may be a parent, and
# who reads this may not know what they were told.
STEPS = {
    "take": ("Request for help taken", "user-check"),
    "answer": ("Request for help answered", "check"),
    "pause": ("Request for help rests", "hourglass"),
    "close": ("Request for help closed", "circle-check"),
    "reopen": ("Request for help opened again", "refresh"),
}
BY = {
    Asker.STAFF: "a teacher or other staff",
    Asker.PARENT: "the family",
    Asker.STUDENT: "the student",
    Asker.AGENCY: "an agency",
}


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell every request and what was done with it and stands, without a word of either. Two statements."""
    asked = HelpRequest.objects.filter(student=student_id).select_related("written_by")
    rows = RequestStep.objects.filter(request__student=student_id).select_related("by")
    steps = list(rows.order_by("pk"))
    undone = undone_of(steps)
    stand = [one for one in steps if one.verb != UNDO and one.pk not in undone]
    anew = {one.request_id for one in stand if one.verb == "reopen"}
    for one in asked.order_by("pk"):
        yield _asked(one, is_due=one.pk not in anew)
    yield from map(_done, stand)


def _asked(one: HelpRequest, *, is_due: bool) -> Entry:
    """Of one that was opened again the day is told with that."""
    return Entry(
        at=one.written_at,
        key=f"request:{one.pk}",
        kind="request",
        title=f"Help asked for by {BY[Asker(one.asker)]}",
        by=str(one.written_by),
        icon="message-circle",
        facts=(f"answer by {one.due_on:%b %-d}",) if is_due else (),
        href=reverse("intake:request", args=[one.pk]),
        needs=Permission.NOTE_WRITE,
    )


def _done(step: RequestStep) -> Entry:
    title, icon = STEPS[step.verb]
    return Entry(
        at=step.at,
        key=f"request-step:{step.pk}",
        kind="request",
        title=title,
        by=str(step.by),
        icon=icon,
        facts=_facts(step),
        href=reverse("intake:request", args=[step.request_id]),
        needs=Permission.NOTE_WRITE,
    )


def _facts(step: RequestStep) -> tuple[str, ...]:
    if step.verb == "close":
        return (str(RequestOutcome(step.why).label),)
    if step.verb == "reopen" and step.until:
        return (f"answer by {step.until:%b %-d}",)
    if step.verb == "pause" and step.until:
        return (str(WhyPaused(step.why).label), f"until {step.until:%b %-d}")
    return ()
