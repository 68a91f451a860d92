"""Undoing what one click did in casework, while nothing has followed from it.

What a person did at a moment stands in the audit rows of that moment; what came after it, too.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from audit.choices import ActorKind
from audit.models import AuditEvent
from audit.rules import Act
from cases.actions import tasks
from cases.actions.assign import assign
from cases.actions.opening import decide_tier, reopen, take_back_opening
from cases.models import Case
from core.refusals import Refusal
from core.stages import NotNow
from tasks.choices import TaskState
from tasks.models import Task

BY_MISTAKE = "Undone at once: it was a mistake."
# What can be undone, the last first: a case that is opened is also given to somebody.
OPENED, CLOSED, GIVEN, TIER = "case.opened", "case.closed", "case.assigned", "case.tier_decided"
MADE = "task.made"
DECIDED = tuple(f"task.{state}" for state in (TaskState.DONE, TaskState.SNOOZED, TaskState.DISMISSED))  # fmt: skip
SEEN = ("document.opened", "letter.downloaded")  # nothing followed from a look
SAID = {
    OPENED: "the case is closed again as opened by mistake",
    CLOSED: "the case is open again",
    GIVEN: "the case is back with whoever had it",
    TIER: "the tier is what it was",
    MADE: "the task is gone",
    **dict.fromkeys(DECIDED, "the task waits again"),
}


class HasMovedOn(Refusal):
    """Something was done with it since."""

    advice = "Nothing was undone: something else was done with it since. Change it there instead."


def done_at(act: Act, moment: datetime) -> list[AuditEvent]:
    """Return what this person did in casework at a moment. One statement."""
    rows = AuditEvent.objects.filter(
        actor_kind=act.actor.kind, actor_id=act.actor.id, at=moment, action__in=SAID
    )
    return list(rows.order_by("pk"))


@transaction.atomic
def undo_casework(act: Act, *, done: Sequence[AuditEvent]) -> str:
    """Undo what was done at one moment, all of it or nothing; return what was undone, in words.

    Raises HasMovedOn, and NotNow where nothing is left to undo; nothing is changed then.
    """
    by_action = {action: [one for one in done if one.action == action] for action in SAID}
    for action, undo in UNDO.items():
        events = by_action.get(action)
        if not events:
            continue
        _hold(events)
        if _moved_on(events):
            raise HasMovedOn
        for event in events:
            undo(act, event)
        return f"Undone: {SAID[action]}."
    raise NotNow


def _hold(events: Sequence[AuditEvent]) -> None:
    """Lock the cases of the students, so that nothing else happens to them meanwhile."""
    cases = Case.objects.filter(student__in=[one.student_id for one in events])
    list(cases.select_for_update().order_by("pk").values_list("pk"))


def _moved_on(events: Sequence[AuditEvent]) -> bool:
    """Return whether anything was done since with what these events are about; of a case that was
    opened, whether anybody did anything about its student. One statement.
    """
    [(action, kind, at)] = {(one.action, one.target_kind, one.at) for one in events}
    since = Q(target_kind=kind, target_id__in=[one.target_id for one in events])
    if action == OPENED:
        students = [one.student_id for one in events]
        since |= Q(student_id__in=students, actor_kind=ActorKind.USER) & ~Q(action__in=SEEN)
    return AuditEvent.objects.filter(since, at__gt=at).exists()


def _close_again(act: Act, event: AuditEvent) -> None:
    take_back_opening(act, case=_case(event), note=BY_MISTAKE)


def _open_again(act: Act, event: AuditEvent) -> None:
    reopen(act, case=_case(event), closed_at=event.at, reason=BY_MISTAKE)


def _give_back(act: Act, event: AuditEvent) -> None:
    case = _case(event)
    before = case.assignments.exclude(assigned_at=event.at).order_by("-pk").first()
    if before is None:
        raise HasMovedOn
    assign(act, cases=[case], to=before.counselor, reason=BY_MISTAKE)


def _tier_before(act: Act, event: AuditEvent) -> None:
    decide_tier(act, case=_case(event), tier=event.detail["before"], reason=BY_MISTAKE)


def _let_go(act: Act, event: AuditEvent) -> None:
    tasks.dismiss(act, task=Task.objects.get(pk=event.target_id), reason=BY_MISTAKE)


def _take_back(act: Act, event: AuditEvent) -> None:
    task = Task.objects.select_for_update().get(pk=event.target_id)
    if not task.undo:  # such as of a case that was closed since
        raise HasMovedOn
    tasks.undo(act, task=task)


def _case(event: AuditEvent) -> Case:
    return Case.objects.get(pk=event.target_id)


UNDO = {
    OPENED: _close_again,
    CLOSED: _open_again,
    GIVEN: _give_back,
    TIER: _tier_before,
    MADE: _let_go,
    **dict.fromkeys(DECIDED, _take_back),
}
