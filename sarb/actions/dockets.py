"""Hearing calendars: a day is set, cases get their place and time, or give it up, and are heard."""

from datetime import date, time

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from accounts.models import User
from audit.actions import record
from audit.rules import Act
from core.refusals import Refusal
from core.stages import transition_one
from sarb.actions.referrals import refuse_shaken
from sarb.actions.refusals import (
    BreakIsOutside,
    DayIsToCome,
    DayIsTooShort,
    DocketExists,
    DocketIsFull,
    DocketIsPast,
    HasPlace,
    NotAccepted,
    NotPlaced,
    ReferredSince,
    WasHeard,
)
from sarb.choices import Level, PlaceStage, ReferralState
from sarb.models import Docket, DocketPlace, Referral
from sarb.rules.hearings import is_within
from sarb.rules.stages import PLACE_STAGES, REFERRAL_STAGES, place_stage

# Why a verb is refused where its table does not let it begin. Anywhere else nothing happens.
STAYS: dict[str, type[Refusal]] = {PlaceStage.MISSED: DocketIsPast, PlaceStage.HEARD: WasHeard}
REFUSALS: dict[str, dict[str, type[Refusal]]] = {
    "place": {**dict.fromkeys(PlaceStage.values, HasPlace), PlaceStage.MISSED: DocketIsPast},
    "take_off": STAYS,
    "move_up": {**STAYS, PlaceStage.OVER: DocketIsPast},
    "hear": {
        PlaceStage.AHEAD: DayIsToCome,
        PlaceStage.FREE: NotPlaced,
        PlaceStage.MISSED: NotPlaced,
    },
    "not_heard": {},
}


@transaction.atomic
def make(
    act: Act,
    *,
    level: Level,
    on: date,
    starts_at: time,
    minutes: int,
    place: str,
    capacity: int,
    chair: User,
    break_at: time | None = None,
    break_minutes: int = 0,
) -> Docket:
    """Set a day of hearings. Raises DocketExists, BreakIsOutside, or DayIsTooShort for so many cases."""
    docket = Docket(
        level=level,
        date=on,
        starts_at=starts_at,
        minutes=minutes,
        break_at=break_at,
        break_minutes=break_minutes,
        place=place,
        chair=chair,
        capacity=capacity,
        made_by=act.actor.name,
        made_at=act.at,
    )
    try:
        docket.time_of(capacity + 1)
    except ValueError:
        raise DayIsTooShort from None
    if docket.pause and not is_within(docket.pause, starts_at, minutes=minutes, cases=capacity):
        raise BreakIsOutside
    try:
        with transaction.atomic():
            docket.save(force_insert=True)
    except IntegrityError:
        raise DocketExists from None
    _record(act, "docket.made", docket, detail={"date": on.isoformat(), "place": place})
    return docket


@transaction.atomic
def place(act: Act, *, docket: Docket, referral: Referral) -> DocketPlace:
    """Give an accepted referral the next place and time of the day.

    Raises DocketIsPast, NotAccepted, HasPlace or DocketIsFull, and ReportWaits or GroundMoved where
    its ground is not what it was, changing nothing.
    """
    docket, referral, _ = _locked(act, "place", docket, referral)
    refuse_shaken(referral)
    if referral.state != ReferralState.ACCEPTED or referral.level != docket.level:
        raise NotAccepted
    if DocketPlace.objects.filter(referral=referral).exists():
        raise HasPlace
    last = docket.places.aggregate(last=Max("position"))["last"] or 0
    if last >= docket.capacity:
        raise DocketIsFull
    placed = DocketPlace.objects.create(
        docket=docket,
        referral=referral,
        position=last + 1,
        time=docket.time_of(last + 1),
        placed_by=act.actor.name,
        placed_at=act.at,
    )
    _record(act, "docket.placed", docket, referral, {"position": placed.position})
    return placed


@transaction.atomic
def take_off(act: Act, *, docket: Docket, referral: Referral) -> None:
    """Free the case's place; those after it move up, but on a day that is over, which stays as it
    was. Nothing happens if it has none here.

    Raises DocketIsPast or WasHeard.
    """
    docket, referral, found = _locked(act, "take_off", docket, referral)
    if found is None:
        return
    if docket.date >= act.on:
        _refuse_once_heard(docket, from_position=found.position)
    found.delete()
    if docket.date >= act.on:
        docket.places.filter(position__gt=found.position).update(position=F("position") - 1)
        _set_times(docket)
    _record(act, "docket.taken_off", docket, referral, {"position": found.position})


@transaction.atomic
def move_up(act: Act, *, docket: Docket, referral: Referral) -> None:
    """Let the case change places with the one before it; the first one stays.

    Raises DocketIsPast or WasHeard.
    """
    docket, referral, found = _locked(act, "move_up", docket, referral)
    if found is None or found.position == 1:
        return
    _refuse_once_heard(docket, from_position=found.position - 1)
    docket.places.filter(position=found.position - 1).update(position=found.position)
    docket.places.filter(pk=found.pk).update(position=found.position - 1)
    _set_times(docket)
    _record(act, "docket.moved_up", docket, referral, {"position": found.position - 1})


@transaction.atomic
def hear(act: Act, *, docket: Docket, referral: Referral) -> None:
    """Confirm that the case was heard on its day, which ends the referral. Again changes nothing.

    Raises DayIsToCome or NotPlaced, and ReportWaits or GroundMoved where its ground is not what it
    was, changing nothing.
    """
    docket, referral, found = _locked(act, "hear", docket, referral)
    if found is None:
        return
    refuse_shaken(referral)
    transition_one(
        referral,
        REFERRAL_STAGES,
        "hear",
        column="state",
        heard_on=docket.date,
        heard_by_id=act.actor.id,
        heard_by=act.actor.name,
    )
    _record(act, "docket.heard", docket, referral, {"on": docket.date.isoformat()})


@transaction.atomic
def not_heard(act: Act, *, docket: Docket, referral: Referral) -> None:
    """Take back that the case was heard; it keeps its place, and is not confirmed. Again changes
    nothing.

    Raises ReferredSince, changing nothing.
    """
    docket, referral, found = _locked(act, "not_heard", docket, referral)
    if found is None:
        return
    since = Referral.objects.open().filter(student=referral.student_id, level=referral.level)
    if since.exists():
        raise ReferredSince
    transition_one(
        referral,
        REFERRAL_STAGES,
        "not_heard",
        column="state",
        heard_on=None,
        heard_by_id="",
        heard_by="",
    )
    _record(act, "docket.not_heard", docket, referral, {"on": docket.date.isoformat()})


def _locked(
    act: Act, verb: str, docket: Docket, referral: Referral
) -> tuple[Docket, Referral, DocketPlace | None]:
    """Lock the day and the case; return them with the case's place, if the verb may begin there.

    Raises the refusal of its stage.
    """
    docket = Docket.objects.select_for_update().get(pk=docket.pk)
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    found = docket.places.filter(referral=referral).first()
    stage = place_stage(
        day=docket.date, on=act.on, is_placed=found is not None, state=referral.state
    )
    if PLACE_STAGES.allows(verb, stage):
        return docket, referral, found
    if refusal := REFUSALS[verb].get(stage):
        raise refusal
    return docket, referral, None


def _refuse_once_heard(docket: Docket, *, from_position: int) -> None:
    later = docket.places.filter(position__gte=from_position)
    if later.filter(referral__state=ReferralState.HEARD).exists():
        raise WasHeard


def _set_times(docket: Docket) -> None:
    """Give every place the time of its position, in one statement."""
    places = list(docket.places.all())
    for one in places:
        one.time = docket.time_of(one.position)
    DocketPlace.objects.bulk_update(places, ["time"])


def _record(
    act: Act,
    action: str,
    docket: Docket,
    referral: Referral | None = None,
    detail: dict[str, object] | None = None,
) -> None:
    record(
        act,
        action=action,
        target_kind="docket",
        target_id=docket.pk,
        student_id=referral.student_id if referral else None,
        detail={**(detail or {}), **({"referral": referral.pk} if referral else {})},
    )
