"""Tasks of students, with the summary of their open case: the verbs of `tasks.actions`.

A task knows no case. Whoever changes tasks above this app does it here, so that a case says what
is next.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from accounts.models import User
from cases.actions.summaries import refresh
from cases.models import Case
from students.models import Student
from tasks import actions
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
    reason: str = "",
    evidence: Mapping[str, object] | None = None,
    request_id: str = "",
) -> Task:
    """Leave something to do about a student: for whoever has the case, else for `by`."""
    case = Case.objects.open().select_for_update().filter(student=student).first()
    task = actions.make_task(
        student=student,
        kind=kind,
        title=title,
        due_on=due_on,
        by=by,
        today=today,
        owner=case.owner_id if case else None,
        reason=reason,
        evidence=evidence,
        request_id=request_id,
    )
    return _kept(task)


@transaction.atomic
def do(*, task: Task, by: User, note: str = "", request_id: str = "") -> Task:
    """Say that the task is done. Done twice, it is done. Raises TaskIsOver if dismissed."""
    return _kept(actions.do(task=task, by=by, note=note, request_id=request_id))


@transaction.atomic
def dismiss(*, task: Task, reason: str, by: User, request_id: str = "") -> Task:
    """Say that the task need not be done, and why. Raises TaskIsOver if it was done."""
    return _kept(actions.dismiss(task=task, reason=reason, by=by, request_id=request_id))


@transaction.atomic
def snooze(*, task: Task, until: date, reason: str, by: User, request_id: str = "") -> Task:
    """Let the task wait until a date. Raises TaskIsOver if it was done or dismissed."""
    return _kept(
        actions.snooze(task=task, until=until, reason=reason, by=by, request_id=request_id)
    )


@transaction.atomic
def undo(*, task: Task, by: User, request_id: str = "") -> Task:
    """Take the last decision back. Without one, or undone before, nothing changes."""
    return _kept(actions.undo(task=task, by=by, request_id=request_id))


def _kept(task: Task) -> Task:
    refresh([task.student_id])
    return task
