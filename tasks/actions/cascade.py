"""Tasks that a rule proposed, as what they rest on is gone, and as it is there again."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.actions import record_many
from audit.rules import Act
from core.stages import transition
from tasks.choices import TaskState
from tasks.models import Task
from tasks.rules.stages import TAKE_BACK, TASK_STAGES


@transaction.atomic
def dismiss_proposed(act: Act, *, students: Collection[int], kind: str, reason: str) -> int:
    """Dismiss what waits about these students that a rule proposed of one kind, as what it rested on
    is gone. Each keeps the reason, and may be taken back as any other. Returns how many.
    """
    waiting = Task.objects.pending().filter(student__in=students, kind=kind, key__isnull=False)
    tasks = list(waiting.select_for_update().order_by("pk"))
    for task in tasks:
        task.undo = {"state": task.state, "due_on": task.due_on.isoformat()}
        task.state, task.state_reason = TaskState.DISMISSED, reason[:300]
        task.decided_by_id, task.decided_at = act.person, act.at
    columns = ["undo", "state", "state_reason", "decided_by", "decided_at"]
    Task.objects.bulk_update(tasks, columns)
    _record(act, "task.dismissed", tasks, reason)
    return len(tasks)


@transaction.atomic
def take_up_again(
    act: Act, *, student: int, kind: str, dismissed_at: datetime, reason: str
) -> int:
    """Let what `dismiss_proposed` dismissed at a moment wait again, unless a rule has proposed it
    anew since. Returns how many.
    """
    tasks = Task.objects.filter(student=student, kind=kind, key__isnull=False)
    if tasks.pending().exists():
        return 0
    dismissed = tasks.filter(state=TaskState.DISMISSED, decided_at=dismissed_at)
    again: list[Task] = []
    plain: dict[str, Any] = {"column": "state", "undo": {}, "state_reason": ""}
    for before, verb in TAKE_BACK.items():
        again += transition(dismissed.filter(undo__state=before), TASK_STAGES, verb, **plain)
    _record(act, "task.undone", again, reason)
    return len(again)


def _record(act: Act, action: str, tasks: Sequence[Task], reason: str) -> None:
    record_many(
        act,
        action=action,
        target_kind="task",
        targets=[
            (task.pk, task.student_id, {"title": task.title, "reason": reason}) for task in tasks
        ],
    )
