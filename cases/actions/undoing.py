"""Undoing what one click did in casework, while nothing has followed from it.

What a person did at a moment stands in the audit rows of that moment; what came after it, too.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from audit import queries as log
from audit.choices import ActorKind
from audit.models import AuditEvent
from audit.rules import Act
from cases.actions import tasks
from cases.actions.assign import assign
from cases.actions.opening import decide_tier, reopen, take_back_opening
from cases.models import Case
from cases.queries.undoings import CLOSED, DECIDED, GIVEN, MADE, OPENED, TIER
from core.stages import NotNow
from core.undo import HasMovedOn
from tasks.choices import DONE_ELSEWHERE
from tasks.models import Task

BY_MISTAKE = "Undone at once: it was a mistake."
# What can be undone, the last first: a case that is opened is also given to somebody.
SAID = {
    OPENED: "the case is closed again as opened by mistake",
    CLOSED: "the case is open again",
    GIVEN: "the case is back with whoever had it",
    TIER: "the tier is what it was",
    MADE: "the task is gone",
    **dict.fromkeys(DECIDED, "the task waits again"),
}


def done_at(act: Act, moment: datetime) -> list[AuditEvent]:
    """Return what this person did in casework at a moment. One statement."""
    return [one for one in log.done_at(act, moment) if one.action in SAID]


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


def take_back_tasks(act: Act, events: Collection[AuditEvent]) -> None:
    """Take back what one click did with tasks along with something else: those made are dismissed, those
    decided wait again, also those that only a page of their own does. Raises HasMovedOn where one cannot.
    """
    for event in events:
        if event.action == MADE:
            _let_go(act, event)
        elif event.action in DECIDED:
            _decided_along(act, event)


def take_back_opened(act: Act, events: Collection[AuditEvent]) -> None:
    """Close the cases that one click opened along with something else, as opened by mistake."""
    for event in events:
        if event.action == OPENED:
            _close_again(act, event)


def _decided_along(act: Act, event: AuditEvent) -> None:
    task = Task.objects.select_for_update().get(pk=event.target_id)
    if task.kind in DONE_ELSEWHERE:
        tasks.open_again(act, task=task)
    else:
        _take_back(act, event)


def _hold(events: Sequence[AuditEvent]) -> None:
    """Lock the cases of the students, so that nothing else happens to them meanwhile."""
    cases = Case.objects.filter(student__in=[one.student_id for one in events])
    list(cases.select_for_update().order_by("pk").values_list("pk"))


def _moved_on(events: Sequence[AuditEvent]) -> bool:
    """Return whether anything was done since with what these events are about; of a case that was
    opened, whether anybody did anything about its student. One statement.
    """
    by = Q()
    if events[0].action == OPENED:
        by = Q(student_id__in=[one.student_id for one in events], actor_kind=ActorKind.USER)
    return log.is_followed(events, by=by)


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
