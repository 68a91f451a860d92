"""Tasks: made by a person, done, snoozed, dismissed, and that taken back."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from cases.actions.refusals import TaskIsOver
from cases.actions.summaries import refresh
from cases.choices import PENDING, TaskState
from cases.models import Case, Note, Task
from students.models import Student


@transaction.atomic
def make_task(
    *,
    student: Student,
    kind: str,
    title: str,
    due_on: date,
    by: User,
    today: date,
    reason: str = "",
    note: Note | None = None,
    request_id: str = "",
) -> Task:
    """Leave something to do about a student: for whoever has the case, else for `by`."""
    case = Case.objects.open().select_for_update().filter(student=student).first()
    task = Task.objects.create(
        student=student,
        case=case,
        owner_id=case.owner_id if case else by.pk,
        kind=kind,
        title=title,
        reason=reason,
        due_on=due_on,
        made_by=by,
        made_on=today,
        note=note,
    )
    _record("task.made", task, by, request_id, title=title, due_on=due_on.isoformat())
    _refresh(task)
    return task


def do(*, task: Task, by: User, note: str = "", request_id: str = "") -> Task:
    """Say that the task is done. Done twice, it is done. Raises TaskIsOver if dismissed."""
    return _decide(task, TaskState.DONE, by, note, request_id)


def dismiss(*, task: Task, reason: str, by: User, request_id: str = "") -> Task:
    """Say that the task need not be done, and why. Raises TaskIsOver if it was done."""
    return _decide(task, TaskState.DISMISSED, by, reason, request_id)


def snooze(*, task: Task, until: date, reason: str, by: User, request_id: str = "") -> Task:
    """Let the task wait until a date. Raises TaskIsOver if it was done or dismissed."""

    def wait(found: Task) -> None:
        found.due_on = until

    return _decide(task, TaskState.SNOOZED, by, reason, request_id, wait)


@transaction.atomic
def undo(*, task: Task, by: User, request_id: str = "") -> Task:
    """Take the last decision back. Without one, or undone before, nothing changes."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if not task.undo or (task.case and task.case.closed_on):
        return task
    taken_back = task.state
    task.state, task.due_on = task.undo["state"], date.fromisoformat(task.undo["due_on"])
    task.undo, task.state_reason = {}, ""
    task.save(update_fields=["state", "due_on", "undo", "state_reason"])
    _record("task.undone", task, by, request_id, taken_back=taken_back)
    _refresh(task)
    return task


@transaction.atomic
def _decide(
    task: Task,
    state: TaskState,
    by: User,
    reason: str,
    request_id: str,
    change: Callable[[Task], None] = lambda _: None,
) -> Task:
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state == state and state not in PENDING:
        return task
    if task.state not in PENDING:
        raise TaskIsOver
    task.undo = {"state": task.state, "due_on": task.due_on.isoformat()}
    change(task)
    task.state, task.state_reason = state, reason
    task.decided_by, task.decided_at = by, timezone.now()
    task.save()
    detail = {"title": task.title, "reason": reason, "due_on": task.due_on.isoformat()}
    _record(f"task.{state}", task, by, request_id, **detail)
    _refresh(task)
    return task


def _refresh(task: Task) -> None:
    refresh([task.case_id] if task.case_id else [])


def _record(action: str, task: Task, by: User, request_id: str, **detail: object) -> None:
    record(
        by=by.actor,
        action=action,
        target_kind="task",
        target_id=task.pk,
        student_id=task.student_id,
        detail=detail,
        request_id=request_id,
    )
