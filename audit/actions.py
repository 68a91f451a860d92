"""Writing down what was done and seen, in the transaction that does it."""

import json
from collections.abc import Iterable, Sequence

from audit.choices import ActorKind
from audit.models import AccessEvent, AuditEvent
from audit.rules import Act, Actor
from core import clock, sql

# What an act was done to: its id, its student and what to keep of it.
Target = tuple[object, int | None, dict[str, object]]
# Of a row of the log of readings: all but its key and its moment, which the database gives.
COLUMNS = [
    field.attname
    for field in AccessEvent._meta.concrete_fields
    if not field.primary_key and field.attname != "at"
]


def act_of(actor: Actor, *, request_id: str = "") -> Act:
    """Return the act of somebody who begins now."""
    moment = clock.now()
    return Act(actor, moment, clock.day_of(moment), request_id)


def job(name: str) -> Act:
    """Return the act of a background job that begins now."""
    return act_of(Actor(ActorKind.JOB, name, name))


def command(name: str) -> Act:
    """Return the act of a command that begins now."""
    return act_of(Actor(ActorKind.COMMAND, name, name))


def record(
    act: Act,
    *,
    action: str,
    target_kind: str,
    target_id: object,
    student_id: int | None = None,
    detail: dict[str, object] | None = None,
) -> AuditEvent:
    """Write one audit row. Call it inside the transaction of the change."""
    targets = [(target_id, student_id, detail or {})]
    [event] = record_many(act, action=action, target_kind=target_kind, targets=targets)
    return event


def record_many(
    act: Act, *, action: str, target_kind: str, targets: Iterable[Target]
) -> list[AuditEvent]:
    """Write one audit row for each target. One statement."""
    return AuditEvent.objects.bulk_create(
        AuditEvent(
            at=act.at,
            **act.actor.columns,
            action=action,
            target_kind=target_kind,
            target_id=str(target),
            student_id=student,
            detail=detail,
            request_id=act.request_id,
        )
        for target, student, detail in targets
    )


def record_accesses(events: list[AccessEvent]) -> None:
    """Write the rows in their order, in one statement.

    Written out, as every page waits for it: to build the same statement takes longer than to run.
    """
    rows = [{column: getattr(event, column) for column in COLUMNS} for event in events]
    sql.run(sql.statement(__file__, "record_accesses"), {"events": json.dumps(rows)})


def access_event(
    act: Act,
    *,
    access: str,
    page: str,
    student_ids: Sequence[int] = (),
    grants: Sequence[int] = (),
    reason: str = "",
    address: str | None = None,
) -> AccessEvent:
    """Return a row, not yet written, for a reading, an export or a refusal.

    `access` is a value of Access.
    """
    return AccessEvent(
        **act.actor.columns,
        access=access,
        page=page,
        student_ids=list(student_ids),
        rows=len(student_ids),
        grants=list(grants),
        reason=reason,
        address=address,
        request_id=act.request_id,
    )
