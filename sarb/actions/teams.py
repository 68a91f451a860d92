"""A school's own team met about a referral, or did not after all."""

from datetime import date
from typing import Any

from django.db import transaction

from audit.rules import Act
from core import clock
from core.refusals import Refusal
from core.stages import transition_one
from sarb.actions.evidence import record_of, take_step, withdraw_step
from sarb.actions.referrals import HasHearing, refuse_shaken
from sarb.actions.refusals import ReferredSince
from sarb.choices import ReferralState
from sarb.models import DocketPlace, Referral
from sarb.rules.stages import TEAM_STAGES
from sarb.rules.teams import STEPS
from students.rules import school_year_of


class MeetingNotYet(Refusal):
    """The day of the meeting lies in the future or before the referral was made."""

    advice = "Give a day from that of the referral on, and not in the future."
    field = "on"


@transaction.atomic
def hold(act: Act, *, referral: Referral, on: date) -> Referral:
    """Record that the team met with the family on a day, which ends the referral.

    Raises MeetingNotYet, NotNow, HasHearing where it has a place on a hearing calendar, and
    ReportWaits or GroundMoved where its ground is not what it was, changing nothing.
    """
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    if not clock.day_of(referral.made_at) <= on <= act.on:
        raise MeetingNotYet
    if DocketPlace.objects.filter(referral=referral).exists():
        raise HasHearing
    refuse_shaken(referral)
    decided: dict[str, Any] = {"decided_by_id": act.actor.id, "decided_by": act.actor.name}
    referral = transition_one(
        referral,
        TEAM_STAGES,
        "hold",
        column="state",
        heard_on=on,
        heard_by_id=act.actor.id,
        heard_by=act.actor.name,
        **(decided | {"decided_at": act.at} if referral.state == ReferralState.SENT else {}),
    )
    if kind := STEPS.get(referral.level):
        take_step(act, referral, kind, on=on, school_year=school_year_of(on))
    record_of(act, "referral.met", referral, {"on": on.isoformat()})
    return referral


@transaction.atomic
def not_held(act: Act, *, referral: Referral) -> Referral:
    """Take back that the team met: the referral is accepted and waits for its meeting.

    Raises NotNow, or ReferredSince where the student was referred to the team again.
    """
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    since = Referral.objects.open().filter(student=referral.student_id, level=referral.level)
    if since.exclude(pk=referral.pk).exists():
        raise ReferredSince
    nothing: dict[str, Any] = {"heard_on": None, "heard_by_id": "", "heard_by": ""}
    referral = transition_one(referral, TEAM_STAGES, "not_held", column="state", **nothing)
    if kind := STEPS.get(referral.level):
        withdraw_step(act, referral, kind)
    record_of(act, "referral.not_met", referral)
    return referral
