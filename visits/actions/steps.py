"""What is done with a visit on its day: confirmed, checked in and out, signed off."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.actions import record_many
from audit.rules import Act
from core.stages import NotNow, transition_one
from visits.actions.alarm import settle
from visits.actions.refusals import (
    NobodyGoesAlone,
    NothingWritten,
    NotYourDoor,
    NotYoursToConfirm,
    VisitMoved,
    WatcherGoesAlong,
)
from visits.choices import VisitState
from visits.models import Visit, VisitStep
from visits.queries.alone import warnings_for
from visits.rules.alarm import back_by, may_go
from visits.rules.stages import VISIT_STAGES

# What the audit log calls each verb.
DONE = {
    "change": "changed",
    "confirm": "confirmed",
    "arrive": "checked_in",
    "stay": "stays",
    "leave": "checked_out",
    "log": "logged",
    "validate": "signed_off",
    "call_off": "called_off",
    "resume": "resumed",
}


@transaction.atomic
def confirm(act: Act, *, visit: Visit, client_uuid: UUID) -> Visit:
    """Say as its partner that the visit can be made. Raises NotYoursToConfirm and VisitMoved."""
    _as_partner(act, held(visit))
    return take_step(act, "confirm", visit, client_uuid)


@transaction.atomic
def arrive(act: Act, *, visit: Visit, client_uuid: UUID, watcher: int, minutes: int) -> Visit:
    """Check in: at the door from now on, back in so many minutes, with a colleague who is told if not.

    Raises NotYourDoor, WatcherGoesAlong, NobodyGoesAlone where nobody goes alone and no partner has
    confirmed, and VisitMoved.
    """
    here = held(visit)
    _goes(act, here)
    if watcher == act.person or watcher == here.goes_id:
        raise WatcherGoesAlong
    is_warned = bool(warnings_for([here])[here.pk])
    has_partner, is_confirmed = bool(here.partner_id), here.state == VisitState.CONFIRMED
    if here.is_ahead and not may_go(
        is_warned=is_warned, has_partner=has_partner, is_confirmed=is_confirmed
    ):
        raise NobodyGoesAlone
    columns = {
        "watcher_id": watcher,
        "went_at": act.at,
        "back_by": back_by(act.at, minutes=minutes),
        "back_at": None,
        "rung_at": None,
    }
    return take_step(act, "arrive", visit, client_uuid, columns=columns)


@transaction.atomic
def stay(act: Act, *, visit: Visit, client_uuid: UUID, minutes: int) -> Visit:
    """Stay so many minutes more, from now. Raises NotYourDoor and VisitMoved."""
    _goes(act, held(visit))
    columns = {"back_by": back_by(act.at, minutes=minutes), "rung_at": None}
    moved = take_step(act, "stay", visit, client_uuid, columns=columns)
    settle(act, moved)
    return moved


@transaction.atomic
def leave(act: Act, *, visit: Visit, client_uuid: UUID) -> Visit:
    """Check out: whoever went is back, as they say or a colleague who reached them. What the colleague was
    asked to do is done. Raises VisitMoved.
    """
    moved = take_step(act, "leave", visit, client_uuid, columns={"back_at": act.at})
    settle(act, moved)
    return moved


@transaction.atomic
def validate(act: Act, *, visit: Visit, client_uuid: UUID) -> Visit:
    """Sign the visit off as its partner. Raises NotYoursToConfirm, NothingWritten and VisitMoved."""
    here = held(visit)
    _as_partner(act, here)
    if here.note_id is None:
        raise NothingWritten
    return take_step(act, "validate", visit, client_uuid)


def held(visit: Visit) -> Visit:
    """Return the visit as it is now, locked."""
    return Visit.objects.select_for_update().get(pk=visit.pk)


@transaction.atomic
def take_step(
    act: Act, verb: str, visit: Visit, client_uuid: UUID, *, columns: dict[str, Any] | None = None
) -> Visit:
    """Take one step of the table; one that was sent before was taken then. Raises VisitMoved."""
    here = held(visit)
    sent = VisitStep.objects.filter(client_uuid=client_uuid).first()
    if sent:
        if (sent.visit_id, sent.verb, sent.by_id) != (here.pk, verb, act.person):
            raise VisitMoved  # another step, from a page that is old by now
        return here
    try:
        moved = transition_one(here, VISIT_STAGES, verb, column="state", **(columns or {}))
    except NotNow:
        raise VisitMoved from None
    VisitStep.objects.create(
        client_uuid=client_uuid, visit=moved, verb=verb, by_id=act.person, at=act.at
    )
    record_visit(act, verb, moved, back_by=moved.back_by)
    return moved


def record_visit(act: Act, verb: str, visit: Visit, *, back_by: datetime | None = None) -> None:
    """Keys and moments and no words: the log is read by people who may not know of a family."""
    detail: dict[str, object] = {"state": visit.state}
    if verb in ("arrive", "stay") and back_by:
        detail["back_by"] = back_by.isoformat()
    students = visit.about.order_by("pk").values_list("student", flat=True)
    record_many(
        act,
        action=f"visit.{DONE[verb]}",
        target_kind="visit",
        targets=[(visit.pk, student, detail) for student in students],
    )


def _as_partner(act: Act, visit: Visit) -> None:
    if visit.partner_id != act.person:
        raise NotYoursToConfirm


def _goes(act: Act, visit: Visit) -> None:
    if act.person not in visit.people:
        raise NotYourDoor
