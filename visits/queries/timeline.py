"""Visits and where nobody goes alone, as a timeline tells them."""

from collections.abc import Iterator

from django.urls import reverse

from accounts.choices import Permission
from core.addresses import with_query
from core.timeline import Entry
from visits.models import NotAlone, NotAloneLifted, Visit, VisitStep

# What is told of a step, and its icon. Who is at a door when is nobody's record, and what came of a visit is
# told by its note.
STEPS = {
    "confirm": ("Home visit confirmed by the partner", "check"),
    "call_off": ("Home visit called off", "ban"),
    "resume": ("Home visit planned again", "refresh"),
    "validate": ("Home visit signed off by the partner", "circle-check"),
}
ALERT = "alert-octagon"


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell every visit that was planned and what was decided about it, and since when nobody goes to the home
    alone; never what it was for, why it was called off, or why nobody goes alone: that is on their pages,
    for who may write notes. Three statements.
    """
    planned = Visit.objects.filter(about__student=student_id).select_related("goes", "made_by")
    yield from map(_planned, planned.order_by("pk"))
    steps = VisitStep.objects.filter(visit__about__student=student_id, verb__in=STEPS)
    yield from map(_step, steps.select_related("by", "visit").order_by("pk"))
    warned = NotAlone.objects.filter(student=student_id).select_related("by", "lifted__by")
    for warning in warned.order_by("pk"):
        yield _warned(warning)
        if hasattr(warning, "lifted"):
            yield _lifted(warning, warning.lifted)


def _planned(visit: Visit) -> Entry:
    return Entry(
        at=visit.made_at,
        key=f"visit:{visit.pk}",
        kind="visit",
        title="Home visit planned",
        by=str(visit.made_by),
        icon="map-pin",
        facts=(f"for {visit.day:%b %-d}", f"{visit.goes} goes"),
        href=reverse("visits:visit", args=[visit.pk]),
        needs=Permission.NOTE_WRITE,
    )


def _step(step: VisitStep) -> Entry:
    title, icon = STEPS[step.verb]
    return Entry(
        at=step.at,
        key=f"visit-step:{step.pk}",
        kind="visit",
        title=title,
        by=str(step.by),
        icon=icon,
        facts=(f"of {step.visit.day:%b %-d}",),
        href=reverse("visits:visit", args=[step.visit_id]),
        needs=Permission.NOTE_WRITE,
    )


def _warned(warning: NotAlone) -> Entry:
    return Entry(
        at=warning.at,
        key=f"not-alone:{warning.pk}",
        kind="visit",
        title="Do not visit alone",
        by=str(warning.by),
        icon=ALERT,
        facts=(f"looked at again {warning.review_on:%b %-d}",),
        href=_of_alone(warning),
        needs=Permission.NOTE_WRITE,
    )


def _lifted(warning: NotAlone, lifted: NotAloneLifted) -> Entry:
    return Entry(
        at=lifted.at,
        key=f"not-alone-lifted:{lifted.pk}",
        kind="visit",
        title="Do not visit alone: lifted",
        by=str(lifted.by),
        icon="circle-check",
        href=_of_alone(warning),
        needs=Permission.NOTE_WRITE,
    )


def _of_alone(warning: NotAlone) -> str:
    return with_query(reverse("visits:not_alone"), student=warning.student_id)
