"""What is done with a request for help: taken, answered, paused, closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from cases.actions import do
from core.stages import NotNow, transition_one
from intake.actions.asking import due_from_now
from intake.actions.refusals import (
    AnsweredBeforeAsked,
    NoAnswerYet,
    RequestMoved,
    StepSentOtherwise,
)
from intake.choices import ReplyHow, RequestOutcome, WhyPaused
from intake.models import HelpRequest, RequestStep
from intake.rules.levels import is_late
from intake.rules.stages import REQUEST_STAGES
from tasks.choices import TaskKind
from tasks.models import Task

# What the audit log calls each verb.
DONE = {
    "take": "taken",
    "answer": "answered",
    "pause": "paused",
    "close": "closed",
    "reopen": "reopened",
}
NOT_PAUSED: dict[str, Any] = {"pause_reason": "", "paused_until": None}


@dataclass(frozen=True)
class GivenAnswer:
    """An answer: how and on which day it was given, and what was said."""

    how: ReplyHow
    on: date
    words: str


def take(act: Act, *, request: HelpRequest, client_uuid: UUID) -> HelpRequest:
    """Look after the request from now on. Raises RequestMoved."""
    return _step(act, "take", request, client_uuid, columns={"owner_id": act.person, **NOT_PAUSED})


@transaction.atomic
def answer(act: Act, *, request: HelpRequest, client_uuid: UUID, told: GivenAnswer) -> HelpRequest:
    """Write down that whoever asked has an answer, and what it says. Who answers looks after it where
    nobody did. Raises AnsweredBeforeAsked, StepSentOtherwise and RequestMoved.
    """
    held = _held(request)
    if told.on < held.asked_on:
        raise AnsweredBeforeAsked
    first = {"answered_on": held.answered_on or told.on, "owner_id": held.owner_id or act.person}
    said = {"how": told.how, "words": told.words, "on": told.on}
    columns = {**first, **NOT_PAUSED}
    return _step(act, "answer", request, client_uuid, columns=columns, said=said)


@transaction.atomic
def pause(
    act: Act, *, request: HelpRequest, client_uuid: UUID, why: WhyPaused, until: date
) -> HelpRequest:
    """Let the request rest until a day, or another one. Raises StepSentOtherwise and RequestMoved."""
    rests = {"pause_reason": why, "paused_until": until}
    columns = {**rests, "owner_id": _held(request).owner_id or act.person}
    said = {"why": why, "until": until}
    return _step(act, "pause", request, client_uuid, columns=columns, said=said)


@transaction.atomic
def close(
    act: Act, *, request: HelpRequest, client_uuid: UUID, outcome: RequestOutcome
) -> HelpRequest:
    """Say what came of the request. Raises NoAnswerYet where nobody answered, and RequestMoved."""
    if _held(request).answered_on is None:
        raise NoAnswerYet
    columns = {"outcome": outcome, **NOT_PAUSED}
    return _step(act, "close", request, client_uuid, columns=columns, said={"why": outcome})


def reopen(act: Act, *, request: HelpRequest, client_uuid: UUID) -> HelpRequest:
    """Go on with a request that was closed; who does looks after it, and whoever asked has an answer by a new
    day. Raises RequestMoved.
    """
    due = due_from_now(act, request.student_id, request.urgency)
    columns = {"outcome": "", "owner_id": act.person, "answered_on": None, "due_on": due}
    return _step(act, "reopen", request, client_uuid, columns=columns, said={"until": due})


def _held(request: HelpRequest) -> HelpRequest:
    return HelpRequest.objects.select_for_update().get(pk=request.pk)


@transaction.atomic
def _step(
    act: Act,
    verb: str,
    request: HelpRequest,
    client_uuid: UUID,
    *,
    columns: dict[str, Any],
    said: dict[str, Any] | None = None,
) -> HelpRequest:
    """Take one step of the table; one that was sent before in the same words was taken then."""
    held = _held(request)
    before = as_it_is(held)
    sent = RequestStep.objects.filter(client_uuid=client_uuid).first()
    if sent:
        return _taken_before(act, verb, held, sent, said or {})
    try:
        moved = transition_one(held, REQUEST_STAGES, verb, column="state", **columns)
    except NotNow:
        raise RequestMoved from None
    facts = {"on": act.on, **(said or {})}
    RequestStep.objects.create(
        client_uuid=client_uuid, request=moved, verb=verb, by_id=act.person, at=act.at, **facts
    )
    record_request(act, DONE[verb], moved, before=before)
    _in_time_again(act, moved)
    return moved


def _taken_before(
    act: Act, verb: str, held: HelpRequest, sent: RequestStep, said: dict[str, Any]
) -> HelpRequest:
    """Return the request, whose step was sent before in the same words."""
    if (sent.request_id, sent.verb, sent.by_id) != (held.pk, verb, act.person):
        raise RequestMoved  # another step, from a page that is old by now
    if all(getattr(sent, name) == value for name, value in said.items()):
        return held
    raise StepSentOtherwise if REQUEST_STAGES.allows(verb, held.state) else RequestMoved


def as_it_is(request: HelpRequest) -> dict[str, Any]:
    """Return what the steps change of a request, as its log keeps it to undo the next one."""
    return {
        "state": request.state,
        "owner_id": request.owner_id,
        "answered_on": request.answered_on and request.answered_on.isoformat(),
        "pause_reason": request.pause_reason,
        "paused_until": request.paused_until and request.paused_until.isoformat(),
        "outcome": request.outcome,
        "due_on": request.due_on.isoformat(),
    }


def record_request(act: Act, done: str, moved: HelpRequest, **also: object) -> None:
    """Keys and no words: the log is read by people who may not know what a child needs."""
    record(
        act,
        action=f"request.{done}",
        target_kind="request",
        target_id=moved.pk,
        student_id=moved.student_id,
        detail={"state": moved.state, **also},
    )


def _in_time_again(act: Act, moved: HelpRequest) -> None:
    """Say that what a rule asked for is done, where the request is late no more."""
    if is_late(moved.last_day_in_time, on=act.on):
        return
    asked = {"student": moved.student_id, "kind": TaskKind.ANSWER, "evidence__request": moved.pk}
    for task in Task.objects.pending().filter(**asked).order_by("pk"):
        do(act, task=task, note=str(moved.get_state_display()))
