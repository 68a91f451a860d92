"""Tasks of students, with the summary of their open case: the verbs of `tasks.actions`.

A task knows no case. Whoever changes tasks above this app does it here, so that a case says what
is next.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

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
def ask_once(act: Act, wanted: Sequence[Task]) -> list[Task]:
    """Leave what a job asks of somebody by name, once under each key; return what is new."""
    students = sorted({task.student_id for task in wanted})
    _hold(students)
    made = actions.ask_once(act, wanted)
    refresh(students)
    return made


@transaction.atomic
def do(act: Act, *, task: Task, note: str = "") -> Task:
    """Say that the task is done. Done twice, it is done. Raises TaskIsOver if dismissed."""
    _hold([task.student_id])
    return _kept(actions.do(act, task=task, note=note))


@transaction.atomic
def dismiss(act: Act, *, task: Task, reason: str) -> Task:
    """Say that the task need not be done, and why. Raises TaskIsOver if it was done."""
    _hold([task.student_id])
    return _kept(actions.dismiss(act, task=task, reason=reason))


@transaction.atomic
def snooze(act: Act, *, task: Task, until: date, reason: str) -> Task:
    """Let the task wait until a date. Raises TaskIsOver if it was done or dismissed."""
    _hold([task.student_id])
    return _kept(actions.snooze(act, task=task, until=until, reason=reason))


@transaction.atomic
def undo(act: Act, *, task: Task) -> Task:
    """Take the last decision back. Without one, or undone before, nothing changes."""
    _hold([task.student_id])
    return _kept(actions.undo(act, task=task))


@transaction.atomic
def open_again(act: Act, *, task: Task) -> Task:
    """Let a task wait again that was done by what is taken back now."""
    _hold([task.student_id])
    return _kept(actions.open_again(act, task=task))


@transaction.atomic
def dismiss_proposed(act: Act, *, students: Collection[int], kind: str, reason: str) -> int:
    """Dismiss what a rule proposed of one kind, as what it rested on is gone; return how many."""
    _hold(students)
    dismissed = actions.dismiss_proposed(act, students=students, kind=kind, reason=reason)
    refresh(students)
    return dismissed


@transaction.atomic
def take_up_again(
    act: Act, *, student: int, kind: str, dismissed_at: datetime, reason: str
) -> int:
    """Let what `dismiss_proposed` dismissed at a moment wait again; return how many."""
    _hold([student])
    again = actions.take_up_again(
        act, student=student, kind=kind, dismissed_at=dismissed_at, reason=reason
    )
    refresh([student])
    return again


def _hold(students: Collection[int]) -> None:
    """Lock the open cases before the tasks, as closing a case does."""
    open_ones = Case.objects.open().filter(student__in=students)
    list(open_ones.select_for_update().order_by("pk").values_list("pk"))


def _kept(task: Task) -> Task:
    refresh([task.student_id])
    return task
