"""The last step of a request for help is undone within ten minutes: it is as it was before."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from audit.queries import to_undo
from audit.rules import Act
from cases.actions.undoing import take_back_tasks
from core.stages import transition_one
from core.undo import NothingToUndo
from intake.actions.steps import record_request
from intake.models import HelpRequest, RequestStep
from intake.queries.undoings import OF_REQUEST
from intake.rules.stages import BACK, UNDO

DAYS = ("answered_on", "paused_until", "due_on")


@transaction.atomic
def undo_step(act: Act, *, request: HelpRequest, done_at: datetime | None) -> HelpRequest:
    """Let a request be as it was before the step that this person took at a moment; what a rule asked for
    and the step did waits again. The step stays on record as undone. Undone twice, it is once.

    Raises NothingToUndo, TenMinutesOver, and HasMovedOn once anything else was done with it.
    """
    held = HelpRequest.objects.select_for_update().get(pk=request.pk)
    step = held.steps.filter(by=act.person, at=done_at).first() if done_at else None
    if step is None:
        raise NothingToUndo
    if held.steps.filter(client_uuid=_key(step)).exists():
        return held
    done = to_undo(act, OF_REQUEST, at=done_at, target=held.pk)
    take_back_tasks(act, done)
    [before] = (one.detail["before"] for one in done if one.action in OF_REQUEST.actions)
    columns = _columns(before)
    held = transition_one(held, BACK, before["state"], column="state", **columns)
    undone = {"verb": UNDO, "by_id": act.person, "at": act.at, "on": act.on}
    RequestStep.objects.create(client_uuid=_key(step), request=held, **undone)
    record_request(act, "undone", held)
    return held


def _key(step: RequestStep) -> UUID:
    return uuid5(step.client_uuid, UNDO)


def _columns(before: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that the log kept of a request, but for its state."""
    kept = (name for name in DAYS if name in before)  # an older log has no day of the answer
    days = {name: date.fromisoformat(before[name]) if before[name] else None for name in kept}
    return {name: value for name, value in before.items() if name != "state"} | days
