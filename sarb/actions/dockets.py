"""Hearing calendars: a day is set, cases get their place and time, or give it up."""

from datetime import date, time

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from accounts.models import User
from audit.actions import record
from audit.rules import Actor
from sarb.choices import Level, ReferralState
from sarb.models import Docket, DocketPlace, Referral
from sarb.rules.hearings import time_of


class DocketExists(Exception):
    """The team has a calendar for that place, day and time already."""


class DocketIsFull(Exception):
    """As many cases as the day holds are placed."""


class DocketIsPast(Exception):
    """The day of the hearings is over."""


class HasPlace(Exception):
    """The case has its place already, here or on another day."""


class DayIsToCome(Exception):
    """No case is heard before its day."""


class WasHeard(Exception):
    """The case, or one after it, was heard: its place and time stay what they were."""


class NotPlaced(Exception):
    """The case has no place on this day, or is not accepted."""


class NotAccepted(Exception):
    """Only an accepted referral to the same team gets a place."""


@transaction.atomic
def make(
    *,
    level: Level,
    on: date,
    starts_at: time,
    minutes: int,
    place: str,
    capacity: int,
    chair: User,
    by: Actor,
) -> Docket:
    """Set a day of hearings. Raises DocketExists, or ValueError if the day has too little time."""
    time_of(capacity + 1, starts_at=starts_at, minutes=minutes)
    try:
        with transaction.atomic():
            docket = Docket.objects.create(
                level=level,
                date=on,
                starts_at=starts_at,
                minutes=minutes,
                place=place,
                chair=chair,
                capacity=capacity,
                made_by=by.name,
            )
    except IntegrityError:
        raise DocketExists from None
    _record("docket.made", docket, by, detail={"date": on.isoformat(), "place": place})
    return docket


@transaction.atomic
def place(*, docket: Docket, referral: Referral, today: date, by: Actor) -> DocketPlace:
    """Give an accepted referral the next place and time of the day.

    Raises DocketIsPast, NotAccepted, HasPlace or DocketIsFull, changing nothing.
    """
    docket = _locked(docket, today)
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
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
        time=time_of(last + 1, starts_at=docket.starts_at, minutes=docket.minutes),
        placed_by=by.name,
    )
    _record("docket.placed", docket, by, referral, {"position": placed.position})
    return placed


@transaction.atomic
def take_off(*, docket: Docket, referral: Referral, today: date, by: Actor) -> None:
    """Free the case's place; those after it move up. Nothing happens if it has none here.

    Raises DocketIsPast or WasHeard.
    """
    docket = _locked(docket, today)
    found = docket.places.filter(referral=referral).first()
    if found is None:
        return
    _refuse_once_heard(docket, from_position=found.position)
    found.delete()
    docket.places.filter(position__gt=found.position).update(position=F("position") - 1)
    _set_times(docket)
    _record("docket.taken_off", docket, by, referral, {"position": found.position})


@transaction.atomic
def move_up(*, docket: Docket, referral: Referral, today: date, by: Actor) -> None:
    """Let the case change places with the one before it; the first one stays.

    Raises DocketIsPast or WasHeard.
    """
    docket = _locked(docket, today)
    found = docket.places.filter(referral=referral, position__gt=1).first()
    if found is None:
        return
    _refuse_once_heard(docket, from_position=found.position - 1)
    docket.places.filter(position=found.position - 1).update(position=found.position)
    docket.places.filter(pk=found.pk).update(position=found.position - 1)
    _set_times(docket)
    _record("docket.moved_up", docket, by, referral, {"position": found.position - 1})


@transaction.atomic
def hear(*, docket: Docket, referral: Referral, today: date, by: Actor) -> None:
    """Confirm that the case was heard on its day, which ends the referral. Again changes nothing.

    Raises DayIsToCome or NotPlaced, changing nothing.
    """
    docket = Docket.objects.select_for_update().get(pk=docket.pk)
    if docket.date > today:
        raise DayIsToCome
    referral = Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    if not docket.places.filter(referral=referral).exists():
        raise NotPlaced
    if referral.state == ReferralState.HEARD:
        return
    if referral.state != ReferralState.ACCEPTED:
        raise NotPlaced
    referral.state, referral.heard_on = ReferralState.HEARD, docket.date
    referral.heard_by_id, referral.heard_by = by.id, by.name
    referral.save(update_fields=["state", "heard_on", "heard_by_id", "heard_by"])
    _record("docket.heard", docket, by, referral, {"on": docket.date.isoformat()})


def _refuse_once_heard(docket: Docket, *, from_position: int) -> None:
    later = docket.places.filter(position__gte=from_position)
    if later.filter(referral__state=ReferralState.HEARD).exists():
        raise WasHeard


def _set_times(docket: Docket) -> None:
    """Give every place the time of its position, in one statement."""
    places = list(docket.places.all())
    for one in places:
        one.time = time_of(one.position, starts_at=docket.starts_at, minutes=docket.minutes)
    DocketPlace.objects.bulk_update(places, ["time"])


def _locked(docket: Docket, today: date) -> Docket:
    locked = Docket.objects.select_for_update().get(pk=docket.pk)
    if locked.date < today:
        raise DocketIsPast
    return locked


def _record(
    action: str,
    docket: Docket,
    by: Actor,
    referral: Referral | None = None,
    detail: dict[str, object] | None = None,
) -> None:
    record(
        by=by,
        action=action,
        target_kind="docket",
        target_id=docket.pk,
        student_id=referral.student_id if referral else None,
        detail={**(detail or {}), **({"referral": referral.pk} if referral else {})},
    )
