"""Referring a student, telling the family in writing, and the chair's answer."""

from datetime import date

from django.db import transaction

from attendance.choices import StepKind
from attendance.queries.waiting import waiting_reports_of
from audit.rules import Act
from core import clock
from core.refusals import Refusal
from core.stages import NotNow, Stages, transition_one
from law.queries import pack_in_force
from sarb.actions.evidence import record_of, take_step, withdraw_step
from sarb.choices import Level, NoticeMethod, Reason
from sarb.models import DocketPlace, Referral, ReferralReview
from sarb.queries.grounds import grounds_of
from sarb.queries.shaken import shaken_of
from sarb.queries.uses import is_heard
from sarb.rules.grounds import needs_justification
from sarb.rules.teams import stages_of
from students.models import Student
from students.rules import school_year_of


class AlreadyReferred(Refusal):
    """A referral of the student to this team is open; it is the refusal's `referral`."""

    advice = "This student is referred to that team already: here it is."

    def __init__(self, referral: Referral) -> None:
        super().__init__()
        self.referral = referral


class NeedsJustification(Refusal):
    """The statute's precondition is not met and nothing says why the referral is made."""

    advice = "The ground is not met: say why you refer all the same."
    field = "justification"


class NothingSince(Refusal):
    """The team has heard the case on the very reports that stand: a day is used once for a step."""

    advice = (
        "Nothing was sent: this team has heard the case on these reports, and none was filed since."
        " File the report that is due next, or choose another ground."
    )
    field = "reason"


class ReportWaits(Refusal):
    """A report that the referral rests on waits for a decision."""

    advice = (
        "Nothing was done: a report that this rests on waits for a decision. Withdraw or uphold it"
        " on the chain of the student first."
    )


class GroundMoved(Refusal):
    """A report that the referral rests on was withdrawn, and the chair has not looked at it since."""

    advice = (
        "Nothing was done: a report that this rests on was withdrawn. Keep or return the referral"
        " first, with the reason."
    )


class HasHearing(Refusal):
    """The case has its place on a hearing calendar."""

    advice = "Nothing was done: take the case off its hearing calendar first."


class NoticeNotYet(Refusal):
    """The day of the notice lies in the future or before the referral was made."""

    advice = "Give a day of this school year that is not in the future."
    field = "on"


@transaction.atomic
def refer(
    act: Act,
    *,
    student: Student,
    level: Level,
    reason: Reason,
    text: str,
    justification: str = "",
) -> Referral:
    """Refer the student to a team, with the ground as it stands on the day of the act.

    Raises AlreadyReferred, ReportWaits, NothingSince or NeedsJustification, changing nothing.
    """
    Student.objects.select_for_update(of=("self",), no_key=True).get(pk=student.pk)
    if found := Referral.objects.open().filter(student=student, level=level).first():
        raise AlreadyReferred(found)
    year = school_year_of(act.on)
    if reason == Reason.TRUANCY and waiting_reports_of([student.pk], school_year=year, on=act.on):
        raise ReportWaits
    if reason == Reason.TRUANCY and is_heard(student.pk, level=level, school_year=year):
        raise NothingSince
    grounds = grounds_of(student.pk, school_year=year, pack=pack_in_force(act.on), stated=text)
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
        made_by_id=act.actor.id,
        made_by=act.actor.name,
        made_at=act.at,
    )
    record_of(act, "referral.sent", made, {"level": level, "reason": reason, "met": ground.met})
    return made


@transaction.atomic
def confirm_notice(act: Act, *, referral: Referral, on: date, how: NoticeMethod) -> Referral:
    """Record that student and parents were told of the referral in writing.

    A referral to the board so becomes the step of EC 48263 that judging reads. Raises NotNow if
    it was confirmed before or the referral has ended, NoticeNotYet for a day that cannot be.
    """
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    if not referral.awaits_notice:
        raise NotNow
    if not clock.day_of(referral.made_at) <= on <= act.on:
        raise NoticeNotYet
    refuse_shaken(referral)
    referral.noticed_on, referral.noticed_how = on, how
    referral.noticed_by_id, referral.noticed_by = act.actor.id, act.actor.name
    referral.save(update_fields=["noticed_on", "noticed_how", "noticed_by_id", "noticed_by"])
    if referral.level == Level.SARB:
        year = referral.school_year
        take_step(act, referral, StepKind.REFERRAL_48263, on=on, school_year=year)
    record_of(act, "referral.notice_given", referral, {"on": on.isoformat(), "how": how})
    return referral


@transaction.atomic
def accept(act: Act, *, referral: Referral) -> Referral:
    """Take the case. Raises NotNow unless it waits; ReportWaits; GroundMoved."""
    refuse_shaken(referral)
    referral = _decide(act, referral, "accept")
    record_of(act, "referral.accepted", referral)
    return referral


@transaction.atomic
def send_back(act: Act, *, referral: Referral, reason: str) -> Referral:
    """Return the referral to whoever made it, with the reason: until it is heard, or its team met.

    Raises NotNow, or HasHearing where it has a place on a day.
    """
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    if (
        _stages(act, referral).allows("send_back", referral.state)
        and DocketPlace.objects.filter(referral=referral).exists()
    ):
        raise HasHearing
    before = {name: getattr(referral, name) for name in ("state", "decided_by_id", "decided_by")}
    before["decided_at"] = referral.decided_at and referral.decided_at.isoformat()
    referral = _decide(act, referral, "send_back", return_reason=reason)
    # A referral that nobody took up is no step.
    withdraw_step(act, referral, StepKind.REFERRAL_48263)
    record_of(act, "referral.returned", referral, {"reason": reason, "before": before})
    return referral


@transaction.atomic
def keep(act: Act, *, referral: Referral, reason: str) -> ReferralReview:
    """Let a referral stand although reports that it rests on were withdrawn, with the reason.

    Raises NotNow, changing nothing, where none was, or the chair has kept it already.
    """
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    withdrawn = _moved(referral)
    if not withdrawn:
        raise NotNow
    review = ReferralReview.objects.create(
        referral=referral,
        reports=withdrawn,
        reason=reason,
        kept_by_id=act.actor.id,
        kept_by=act.actor.name,
        kept_at=act.at,
    )
    record_of(act, "referral.kept", referral, {"reason": reason, "reports": withdrawn})
    return review


def refuse_shaken(referral: Referral) -> None:
    """Raise ReportWaits or GroundMoved where the ground of a referral is not what it was."""
    shaken = shaken_of([referral]).get(referral.pk)
    if shaken and shaken.waiting:
        raise ReportWaits
    if shaken and shaken.withdrawn:
        raise GroundMoved


def _moved(referral: Referral) -> list[int]:
    """Return the keys of the withdrawn reports that the chair has not looked at yet."""
    shaken = shaken_of([referral]).get(referral.pk)
    return [report.pk for report in shaken.withdrawn] if shaken else []


def _stages(act: Act, referral: Referral) -> Stages:
    return stages_of(referral.level, pack_in_force(act.on))


def _decide(act: Act, referral: Referral, verb: str, **also: str) -> Referral:
    return transition_one(
        referral,
        _stages(act, referral),
        verb,
        column="state",
        decided_by_id=act.actor.id,
        decided_by=act.actor.name,
        decided_at=act.at,
        **also,
    )
