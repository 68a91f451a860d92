"""Referring a student, telling the family in writing, and the chair's answer."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from attendance.actions.steps import Step, take, withdraw
from attendance.choices import EvidenceKind, StepKind
from audit.actions import act_of, record
from audit.rules import Actor
from law.queries import pack_in_force
from sarb.choices import Level, NoticeMethod, Reason, ReferralState
from sarb.models import Referral
from sarb.queries.grounds import grounds_of
from sarb.rules.grounds import needs_justification
from students.models import Student
from students.rules import school_year_of


class AlreadyReferred(Exception):
    """A referral of the student to this team is open; it is the exception's `referral`."""

    def __init__(self, referral: Referral) -> None:
        super().__init__(f"referral {referral.pk} is open")
        self.referral = referral


class NeedsJustification(Exception):
    """The statute's precondition is not met and nothing says why the referral is made."""


class NotNow(Exception):
    """The referral has moved on since it was shown."""


class NoticeNotYet(Exception):
    """The day of the notice lies in the future or before the referral's school year."""


@transaction.atomic
def refer(
    *,
    student: Student,
    level: Level,
    reason: Reason,
    text: str,
    justification: str = "",
    today: date,
    by: Actor,
) -> Referral:
    """Refer the student to a team, with the ground as it stands today.

    Raises AlreadyReferred or NeedsJustification, changing nothing.
    """
    Student.objects.select_for_update(of=("self",), no_key=True).get(pk=student.pk)
    if found := Referral.objects.open().filter(student=student, level=level).first():
        raise AlreadyReferred(found)
    year = school_year_of(today)
    grounds = grounds_of(student.pk, school_year=year, pack=pack_in_force(today))
    ground = grounds.by_reason[reason]
    if needs_justification(level, ground) and not justification.strip():
        raise NeedsJustification
    made = Referral.objects.create(
        student=student,
        school_year=year,
        level=level,
        reason=reason,
        text=text,
        grounds={"met": ground.met, "because": ground.because, "policy": grounds.policy},
        justification="" if ground.met else justification.strip(),
        made_by_id=by.id,
        made_by=by.name,
    )
    _record("referral.sent", made, by, {"level": level, "reason": reason, "met": ground.met})
    return made


@transaction.atomic
def confirm_notice(
    *, referral: Referral, on: date, how: NoticeMethod, today: date, by: Actor
) -> Referral:
    """Record that student and parents were told of the referral in writing.

    A referral to the board so becomes the step of EC 48263 that judging reads. Raises NotNow if
    it was confirmed before or the referral was returned, NoticeNotYet for a day that cannot be.
    """
    referral = _locked(referral, ReferralState.SENT, ReferralState.ACCEPTED)
    if referral.noticed_on:
        raise NotNow
    if not timezone.localdate(referral.made_at) <= on <= today:
        raise NoticeNotYet
    referral.noticed_on, referral.noticed_how = on, how
    referral.noticed_by_id, referral.noticed_by = by.id, by.name
    referral.save(update_fields=["noticed_on", "noticed_how", "noticed_by_id", "noticed_by"])
    if referral.level == Level.SARB:
        _take_step(referral, on, by)
    _record("referral.notice_given", referral, by, {"on": on.isoformat(), "how": how})
    return referral


def _take_step(referral: Referral, on: date, by: Actor) -> None:
    """Write the step of EC 48263 down for judging, once for this referral."""
    step = Step(
        student_id=referral.student_id,
        school_year=referral.school_year,
        kind=StepKind.REFERRAL_48263,
        happened_at=timezone.make_aware(datetime.combine(on, time(12))),
        has_time=False,
        evidence_kind=EvidenceKind.REFERRAL,
        evidence_id=str(referral.pk),
    )
    take(act_of(by), [step])


def _withdraw_step(referral: Referral, by: Actor) -> None:
    """A referral that nobody took up is no step: taken back, and never deleted."""
    withdraw(
        act_of(by),
        kind=StepKind.REFERRAL_48263,
        evidence_kind=EvidenceKind.REFERRAL,
        evidence_ids=[str(referral.pk)],
    )


@transaction.atomic
def accept(*, referral: Referral, by: Actor) -> Referral:
    """Take the case. Raises NotNow unless it waits."""
    referral = _locked(referral, ReferralState.SENT)
    _decide(referral, ReferralState.ACCEPTED, by)
    _record("referral.accepted", referral, by)
    return referral


@transaction.atomic
def send_back(*, referral: Referral, reason: str, by: Actor) -> Referral:
    """Return the referral to whoever made it, with the reason. Raises NotNow unless it waits."""
    referral = _locked(referral, ReferralState.SENT)
    referral.return_reason = reason
    _decide(referral, ReferralState.RETURNED, by)
    _withdraw_step(referral, by)
    _record("referral.returned", referral, by, {"reason": reason})
    return referral


def _decide(referral: Referral, state: ReferralState, by: Actor) -> None:
    referral.state = state
    referral.decided_by_id, referral.decided_by = by.id, by.name
    referral.decided_at = timezone.now()
    referral.save(
        update_fields=["state", "return_reason", "decided_by_id", "decided_by", "decided_at"]
    )


def _locked(referral: Referral, *states: ReferralState) -> Referral:
    locked = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    if locked.state not in states:
        raise NotNow
    return locked


def _record(
    action: str, referral: Referral, by: Actor, detail: dict[str, object] | None = None
) -> None:
    record(
        by=by,
        action=action,
        target_kind="referral",
        target_id=referral.pk,
        student_id=referral.student_id,
        detail=detail,
    )
