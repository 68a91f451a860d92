"""What became of a student's cases, as a timeline tells it."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils.timezone import make_aware

from cases.models import Case, CaseloadAssignment, TierDecision
from core.timeline import Entry


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell who was given the cases, which tiers were decided, and how they ended. Three
    statements.
    """
    yield from _assignments(student_id)
    yield from _tiers(student_id)
    yield from _closings(student_id)


def _assignments(student_id: int) -> Iterator[Entry]:
    found = CaseloadAssignment.objects.filter(case__student=student_id)
    for given in found.select_related("counselor", "assigned_by").order_by("pk"):
        yield Entry(
            at=given.assigned_at,
            key=f"assignment:{given.pk}",
            kind="case",
            title=f"Case given to {given.counselor}",
            by=str(given.assigned_by),
            text=given.reason,
            icon="user-check",
        )


def _tiers(student_id: int) -> Iterator[Entry]:
    found = TierDecision.objects.filter(case__student=student_id).select_related("decided_by")
    for decision in found.order_by("pk"):
        yield Entry(
            at=decision.decided_at,
            key=f"tier:{decision.pk}",
            kind="case",
            title=f"Tier: {decision.get_tier_display()}",
            by=str(decision.decided_by),
            text=decision.reason,
            icon="stack-2",
        )


def _closings(student_id: int) -> Iterator[Entry]:
    found = Case.objects.filter(student=student_id, closed_on__isnull=False)
    for case in found.select_related("closed_by").order_by("pk"):
        if case.closed_on:
            yield Entry(
                # A case keeps the day only; it was closed after all else of that day.
                at=make_aware(datetime.combine(case.closed_on, time(23, 59))),
                key=f"case:{case.pk}",
                kind="case",
                title=f"Case closed: {case.get_close_reason_display()}",
                by=str(case.closed_by),
                text=case.close_note,
                icon="folder",
            )
