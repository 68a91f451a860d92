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
from core.clock import day_of
from core.timeline import Entry
from plans.choices import FAMILIES
from plans.models import Interview, InterviewWithdrawal, Plan

NOON = time(12)
PEOPLE = ("author", "guardian", "withdrawal__by")


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell every interview, without its words: those are for who may write notes about the student;
    and how plans began and ended. Two statements.
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
    """An interview keeps the district's day; one that was written down on it was held then."""
    if day_of(held.recorded_at) == held.held_on:
        return held.recorded_at
    return make_aware(datetime.combine(held.held_on, NOON))


def _lower(words: str) -> str:
    known = ("The student", "Somebody")
    return words[:1].lower() + words[1:] if words.startswith(known) else words
