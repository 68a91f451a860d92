"""Tasks: made by a person, done, snoozed, dismissed, and that taken back; given and ended together."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from students.models import Student
from tasks.actions.refusals import TaskIsOver
from tasks.choices import PENDING, TaskState
from tasks.models import Task


@transaction.atomic
def make_task(
    *,
    student: Student,
    kind: str,
    title: str,
    due_on: date,
    by: User,
    today: date,
    owner: int | None = None,
    reason: str = "",
    evidence: Mapping[str, object] | None = None,
    request_id: str = "",
) -> Task:
    """Leave something to do about a student: for the user `owner`, else for `by`."""
    task = Task.objects.create(
        student=student,
        owner_id=owner or by.pk,
        kind=kind,
        title=title,
        reason=reason,
        due_on=due_on,
        made_by=by,
        made_on=today,
        evidence=dict(evidence or {}),
    )
    _record("task.made", task, by, request_id, title=title, due_on=due_on.isoformat())
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
    if not task.undo:
        return task
    taken_back = task.state
    task.state, task.due_on = task.undo["state"], date.fromisoformat(task.undo["due_on"])
    task.undo, task.state_reason = {}, ""
    task.save(update_fields=["state", "due_on", "undo", "state_reason"])
    _record("task.undone", task, by, request_id, taken_back=taken_back)
    return task


def give_all(*, students: Collection[int], to: User) -> None:
    """Give what waits about these students, whoever it is for, to one person. One statement."""
    Task.objects.pending().filter(student__in=students).update(owner=to)


def dismiss_all(*, student: int, reason: str, by: User, at: datetime) -> int:
    """Dismiss what waits about the student, for good: no decision about the student's tasks is
    taken back any more. Returns how many waited.
    """
    tasks = Task.objects.filter(student=student)
    tasks.exclude(undo={}).update(undo={})
    return tasks.pending().update(
        state=TaskState.DISMISSED, state_reason=reason, decided_by=by, decided_at=at
    )


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
    return task


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
