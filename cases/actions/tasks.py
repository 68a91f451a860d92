"""Tasks of students, with the summary of their open case: the verbs of `tasks.actions`.

A task knows no case. Whoever changes tasks above this app does it here, so that a case says what
is next.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from audit.rules import Act
from cases.actions.summaries import refresh
from cases.models import Case
from students.models import Student
from tasks import actions
from tasks.models import Task


@transaction.atomic
def make_task(
    act: Act,
    *,
    student: Student,
    kind: str,
    title: str,
    due_on: date,
    reason: str = "",
    evidence: Mapping[str, object] | None = None,
) -> Task:
    """Leave something to do about a student: for whoever has the case, else for who acts."""
    case = Case.objects.open().select_for_update().filter(student=student).first()
    task = actions.make_task(
        act,
        student=student,
        kind=kind,
        title=title,
        due_on=due_on,
        owner=case.owner_id if case else None,
        reason=reason,
        evidence=evidence,
    )
    return _kept(task)


@transaction.atomic
def do(act: Act, *, task: Task, note: str = "") -> Task:
    """Say that the task is done. Done twice, it is done. Raises TaskIsOver if dismissed."""
    _hold(task)
    return _kept(actions.do(act, task=task, note=note))


@transaction.atomic
def dismiss(act: Act, *, task: Task, reason: str) -> Task:
    """Say that the task need not be done, and why. Raises TaskIsOver if it was done."""
    _hold(task)
    return _kept(actions.dismiss(act, task=task, reason=reason))


@transaction.atomic
def snooze(act: Act, *, task: Task, until: date, reason: str) -> Task:
    """Let the task wait until a date. Raises TaskIsOver if it was done or dismissed."""
    _hold(task)
    return _kept(actions.snooze(act, task=task, until=until, reason=reason))


@transaction.atomic
def undo(act: Act, *, task: Task) -> Task:
    """Take the last decision back. Without one, or undone before, nothing changes."""
    _hold(task)
    return _kept(actions.undo(act, task=task))


@transaction.atomic
def dismiss_proposed(act: Act, *, student: int, kind: str, reason: str) -> int:
    """Dismiss what a rule proposed of one kind, as what it rested on is gone; return how many."""
    Case.objects.open().select_for_update().filter(student=student).first()
    dismissed = actions.dismiss_proposed(act, student=student, kind=kind, reason=reason)
    refresh([student])
    return dismissed


def _hold(task: Task) -> None:
    """Lock the open case before the task, as closing a case does."""
    Case.objects.open().select_for_update().filter(student=task.student_id).first()


def _kept(task: Task) -> Task:
    refresh([task.student_id])
    return task
