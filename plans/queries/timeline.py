"""What was found out and planned, as a timeline tells it."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import make_aware

from accounts.choices import Permission
from attendance.choices import EvidenceKind
from core.addresses import with_query
from core.clock import day_of
from core.timeline import Entry
from plans.choices import FAMILIES, Here
from plans.models import Interview, InterviewWithdrawal, Plan, PlanReview, Presence, ServiceGiven

NOON = time(12)
PEOPLE = ("author", "guardian", "withdrawal__by")


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell every interview, without its words: those are for who may write notes about the student;
    how plans began, were reviewed and ended; and each session of a group, which is not named and names
    nobody else, and each service given without a plan, for who may write notes. Five statements.
    """
    found = Interview.objects.filter(student=student_id).select_related(*PEOPLE)
    families = ArrayAgg("barriers__family", distinct=True, default=[])
    told = found.annotate(families=families, contact_withdrawn=F("note__withdrawal"))
    yield from map(_interview, told.order_by("pk"))
    plans = Plan.objects.filter(student=student_id).select_related("started_by", "ended_by")
    for plan in plans.order_by("pk"):
        yield _started(plan)
        if plan.ended_on:
            yield _ended(plan, plan.ended_on)
    reviews = PlanReview.objects.standing().filter(plan__student=student_id).select_related("by")
    yield from map(_reviewed, reviews.order_by("pk"))
    met = Presence.objects.filter(student=student_id, session__taken_back_at=None)
    yield from map(_met, met.select_related("session__by").order_by("pk"))
    given = ServiceGiven.objects.filter(student=student_id, taken_back_at=None)
    yield from map(_given, given.select_related("by").order_by("pk"))


def _met(presence: Presence) -> Entry:
    session = presence.session
    minutes = [f"{session.minutes} minutes"] if presence.here == Here.PRESENT else []
    return Entry(
        at=_when(session.on, session.at),
        key=f"group-session:{presence.pk}",
        kind="plan",
        title="Session of a group",
        by=str(session.by),
        icon="users",
        facts=(presence.get_here_display(), *minutes),
        is_late=(day_of(session.at) - session.on).days > 1,
        href=reverse("plans:session", args=[session.pk]),
        only=Permission.NOTE_WRITE,
    )


def _given(service: ServiceGiven) -> Entry:
    """Its kind is on the page of services: here it may be about health or a home."""
    return Entry(
        at=_when(service.on, service.at),
        key=f"service:{service.pk}",
        kind="plan",
        title="Service given",
        by=str(service.by),
        icon="heart-handshake",
        facts=(f"{service.minutes} minutes",),
        is_late=(day_of(service.at) - service.on).days > 1,
        href=with_query(reverse("plans:give"), student=service.student_id),
        only=Permission.NOTE_WRITE,
    )


def _started(plan: Plan) -> Entry:
    return Entry(
        at=plan.started_at,
        key=f"plan:{plan.pk}",
        kind="plan",
        title="Plan started",
        by=str(plan.started_by),
        icon="list-check",
        facts=(f"miss at most {plan.goal_missed} of {plan.goal_days} school days",),
        href=reverse("plans:plan", args=[plan.pk]),
    )


def _reviewed(review: PlanReview) -> Entry:
    """Tell what was decided on what was seen; the words written besides are on the plan's page, for who
    may write notes.
    """
    seen = f"missed {review.missed} of {review.days} days of the goal" if review.days else ""
    given = f"done {review.done} of {review.planned} planned" if review.planned else ""
    return Entry(
        at=_when(review.on, review.at),
        key=f"plan-review:{review.pk}",
        kind="plan",
        title=f"Plan reviewed: {review.get_decision_display()}",
        by=str(review.by),
        icon="list-check",
        facts=tuple(filter(None, (review.get_because_display(), seen, given))),
        href=reverse("plans:plan", args=[review.plan_id]),
    )


def _ended(plan: Plan, day: date) -> Entry:
    return Entry(
        at=make_aware(datetime.combine(day, time(23, 58))),
        key=f"plan-ended:{plan.pk}",
        kind="plan",
        title="Plan ended",
        by=str(plan.ended_by),
        text=plan.end_reason,
        icon="list-check",
        href=reverse("plans:plan", args=[plan.pk]),
    )


def _interview(held: Any) -> Entry:
    if hasattr(held, "withdrawal"):
        return _withdrawn(held, held.withdrawal)
    families = [label for family, label in FAMILIES.items() if family in held.families]
    return Entry(
        at=_moment(held),
        # The contact that it was is told by this.
        key=f"{EvidenceKind.NOTE}:{held.note_id}" if held.note_id else f"interview:{held.pk}",
        kind="plan",
        title=f"Interview on barriers with {_lower(held.spoke)}",
        by=str(held.author),
        icon="message-circle",
        facts=tuple(families) or (held.get_found_display(),),
        is_late=(day_of(held.recorded_at) - held.held_on).days > 1,
        reached=held.note_id is not None and held.contact_withdrawn is None,
        href=reverse("plans:interview", args=[held.pk]),
        needs=Permission.NOTE_WRITE,
    )


def _withdrawn(held: Interview, withdrawal: InterviewWithdrawal) -> Entry:
    """Tell that there was one, and not with whom: it may be about another child."""
    note = withdrawal.note_id
    return Entry(
        at=withdrawal.at,
        key=f"{EvidenceKind.NOTE}:{note}" if note else f"interview:{held.pk}",
        kind="plan",
        title="Interview withdrawn",
        by=str(withdrawal.by),
        icon="ban",
        facts=(withdrawal.get_reason_display(),),
        href=reverse("plans:interview", args=[held.pk]),
        needs=Permission.NOTE_WRITE,
    )


def _moment(held: Interview) -> datetime:
    return _when(held.held_on, held.recorded_at)


def _when(day: date, written: datetime) -> datetime:
    """What was done on a day of the district's was done when it was written down, if that was on it."""
    return written if day_of(written) == day else make_aware(datetime.combine(day, NOON))


def _lower(words: str) -> str:
    known = ("The student", "Somebody")
    return words[:1].lower() + words[1:] if words.startswith(known) else words
