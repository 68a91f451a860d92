"""A referral as evidence: of the step that rests on it, and in the record of what was done."""

from datetime import date, datetime, time

from django.utils.timezone import make_aware

from attendance.actions.steps import Step, take, withdraw
from attendance.choices import EvidenceKind, StepKind
from audit.actions import record
from audit.rules import Act
from sarb.models import Referral


def take_step(act: Act, referral: Referral, kind: StepKind, *, on: date, school_year: int) -> None:
    """Write down for judging what the referral is evidence of, once for each referral, with whoever
    says so.
    """
    step = Step(
        student_id=referral.student_id,
        school_year=school_year,
        kind=kind,
        happened_at=make_aware(datetime.combine(on, time(12))),
        has_time=False,
        evidence_kind=EvidenceKind.REFERRAL,
        evidence_id=str(referral.pk),
        detail={"by": act.actor.name},
    )
    take(act, [step])


def withdraw_step(act: Act, referral: Referral, kind: StepKind) -> None:
    """Take back what the referral was evidence of; it is never deleted."""
    withdraw(act, kind=kind, evidence_kind=EvidenceKind.REFERRAL, evidence_ids=[str(referral.pk)])


def record_of(
    act: Act, action: str, referral: Referral, detail: dict[str, object] | None = None
) -> None:
    """Write down what was done with a referral, in the transaction of doing it."""
    record(
        act,
        action=action,
        target_kind="referral",
        target_id=referral.pk,
        student_id=referral.student_id,
        detail=detail,
    )
