"""Taking back what one click did with a referral: its sending, and its acceptance, while nothing
has followed.
"""

from datetime import datetime

from django.db import transaction

from attendance.choices import StepKind
from audit.queries import to_undo
from audit.rules import Act
from core.refusals import Refusal
from core.stages import NotNow, transition_one
from law.queries import pack_in_force
from packets.queries.editions import editions_of
from sarb.actions.evidence import record_of, take_step
from sarb.actions.referrals import HasHearing
from sarb.actions.refusals import ReferredSince
from sarb.choices import Level
from sarb.models import DocketPlace, Referral
from sarb.queries.taking_back import is_told
from sarb.queries.undoings import OF_RETURN
from sarb.rules.stages import BACK
from sarb.rules.teams import stages_of


class FamilyWasTold(Refusal):
    """Student and parents were told of the referral in writing."""

    advice = (
        "Nothing was undone: student and parents were told of this referral in writing. Whoever"
        " answers it can return it, with the reason."
    )


class PacketWasBuilt(Refusal):
    """Somebody reads the case in a packet by now."""

    advice = (
        "Nothing was undone: a packet of this referral was built, or is being built. Whoever answers"
        " it can return it, with the reason."
    )


@transaction.atomic
def withdraw(act: Act, *, referral: Referral, done_at: datetime | None = None) -> Referral:
    """Take back that a referral was sent, while it waits for an answer; it stays on file.

    With `done_at` only the sending of that moment. Raises NotNow, FamilyWasTold or PacketWasBuilt,
    changing nothing.
    """
    referral = _locked(act, referral, "withdraw")
    if done_at is not None and done_at != referral.made_at:
        raise NotNow
    if referral.noticed_on:
        raise FamilyWasTold
    if is_told(editions_of(referral.about)):
        raise PacketWasBuilt
    decided = {"decided_by_id": act.actor.id, "decided_by": act.actor.name, "decided_at": act.at}
    referral = _moved(act, referral, "withdraw", **decided)
    record_of(act, "referral.withdrawn", referral)
    return referral


@transaction.atomic
def wait_again(act: Act, *, referral: Referral, done_at: datetime | None = None) -> Referral:
    """Take back that a referral was accepted: it waits for an answer again.

    With `done_at` only the acceptance of that moment. Raises NotNow, HasHearing or PacketWasBuilt,
    changing nothing: a packet tells who accepted it.
    """
    referral = _locked(act, referral, "wait_again")
    if done_at is not None and done_at != referral.decided_at:
        raise NotNow
    if DocketPlace.objects.filter(referral=referral).exists():
        raise HasHearing
    if is_told(editions_of(referral.about), since=referral.decided_at):
        raise PacketWasBuilt
    nobody = {"decided_by_id": "", "decided_by": "", "decided_at": None}
    referral = _moved(act, referral, "wait_again", **nobody)
    record_of(act, "referral.waits_again", referral)
    return referral


@transaction.atomic
def undo_return(act: Act, *, referral: Referral, done_at: datetime | None) -> Referral:
    """Take back that a referral was returned, within ten minutes: it waits, or is accepted, as before, and
    the step that rested on it counts again.

    Raises NothingToUndo, TenMinutesOver, HasMovedOn, and ReferredSince where the student was referred anew.
    """
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    [event] = to_undo(act, OF_RETURN, at=done_at, target=referral.pk)
    same = {"student": referral.student_id, "level": referral.level}
    if Referral.objects.open().filter(**same).exists():
        raise ReferredSince(
            "Nothing was undone: the student was referred to this team again since."
        )
    before = {**event.detail["before"], "return_reason": ""}
    before["decided_at"] = before["decided_at"] and datetime.fromisoformat(before["decided_at"])
    referral = transition_one(referral, BACK, before.pop("state"), column="state", **before)
    if referral.noticed_on and referral.level == Level.SARB:
        year, told = referral.school_year, referral.noticed_on
        take_step(act, referral, StepKind.REFERRAL_48263, on=told, school_year=year)
    record_of(act, "referral.undone", referral)
    return referral


def _locked(act: Act, referral: Referral, verb: str) -> Referral:
    """Return the row, locked, if it still stands where it can be taken back; else raise NotNow."""
    found = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    if verb not in stages_of(found.level, pack_in_force(act.on)).verbs(found.state):
        raise NotNow
    return found


def _moved(act: Act, referral: Referral, verb: str, **also: object) -> Referral:
    stages = stages_of(referral.level, pack_in_force(act.on))
    return transition_one(referral, stages, verb, column="state", **also)
