"""Tasks: made by a person, done, snoozed, dismissed, and that taken back; given and ended together."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from audit.actions import record
from audit.rules import Act
from core.refusals import Refusal
from core.stages import transition_one
from students.models import Student
from tasks.actions.refusals import (
    AnswerIsMissing,
    CheckOutIsMissing,
    FindingIsMissing,
    ReviewIsMissing,
    TaskIsOver,
    WaitIsUnexplained,
)
from tasks.choices import DONE_ELSEWHERE, NEEDS_WORDS, PENDING, TaskKind, TaskState
from tasks.models import Task
from tasks.rules.stages import TAKE_BACK, TASK_STAGES

# What a task of some kinds is done with.
MISSING: dict[TaskKind, type[Refusal]] = {
    TaskKind.LOCATE: FindingIsMissing,
    TaskKind.REVIEW: ReviewIsMissing,
    TaskKind.ANSWER: AnswerIsMissing,
    TaskKind.COLLEAGUE: CheckOutIsMissing,
}


@transaction.atomic
def make_task(
    act: Act,
    *,
    student: Student,
    kind: str,
    title: str,
    due_on: date,
    owner: int | None = None,
    reason: str = "",
    evidence: Mapping[str, object] | None = None,
) -> Task:
    """Leave something to do about a student: for the user `owner`, else for who acts."""
    task = Task.objects.create(
        student=student,
        owner_id=owner or act.person,
        kind=kind,
        title=title,
        reason=reason,
        due_on=due_on,
        made_by_id=act.person,
        made_at=act.at,
        made_on=act.on,
        evidence=dict(evidence or {}),
    )
    _record(act, "task.made", task, title=title, due_on=due_on.isoformat())
    return task


def do(act: Act, *, task: Task, note: str = "") -> Task:
    """Say that the task is done. Done twice, it is done. Raises TaskIsOver if dismissed, and
    FindingIsMissing of a task to locate without a note of what was found.
    """
    return _decide(act, "do", task, note.strip())


def dismiss(act: Act, *, task: Task, reason: str) -> Task:
    """Say that the task need not be done, and why. Raises TaskIsOver if it was done."""
    return _decide(act, "dismiss", task, reason)


def snooze(act: Act, *, task: Task, until: date, reason: str) -> Task:
    """Let the task wait until a date. Raises TaskIsOver if it was done or dismissed, and
    WaitIsUnexplained of a task to locate without a reason.
    """
    return _decide(act, "snooze", task, reason.strip(), due_on=until)


@transaction.atomic
def undo(act: Act, *, task: Task) -> Task:
    """Take the last decision back. Without one, or undone before, nothing changes."""
    task = Task.objects.select_for_update().get(pk=task.pk)
    if not task.undo:
        return task
    taken_back, before = task.state, task.undo
    due_on = date.fromisoformat(before["due_on"])
    also = {"due_on": due_on, "undo": {}, "state_reason": ""}
    task = transition_one(task, TASK_STAGES, TAKE_BACK[before["state"]], column="state", **also)
    _record(act, "task.undone", task, taken_back=taken_back)
    return task


@transaction.atomic
def open_again(act: Act, *, task: Task) -> Task:
    """Let a task wait again that was done by what is taken back now, whatever its kind: no click on the
    task takes that back. One that is open stays so.
    """
    task = Task.objects.select_for_update().get(pk=task.pk)
    if task.state == TaskState.OPEN:
        return task
    taken_back = task.state
    task = transition_one(task, TASK_STAGES, "reopen", column="state", undo={}, state_reason="")
    _record(act, "task.undone", task, taken_back=taken_back)
    return task


def give_all(*, students: Collection[int], to: int) -> None:
    """Give what waits about these students, whoever it is for, to one user. One statement."""
    Task.objects.pending().filter(student__in=students).update(owner=to)


def give_back_all(*, student: int, owner: int) -> None:
    """Give back what `give_all` gave this owner: to whoever made it, what a rule proposed to whoever
    serves the school. One statement.
    """
    Task.objects.pending().filter(student=student, owner=owner).update(owner=F("made_by"))


def dismiss_all(act: Act, *, student: int, reason: str) -> int:
    """Dismiss what waits about the student, for good: no decision about the student's tasks is
    taken back any more. Returns how many waited.
    """
    tasks = Task.objects.filter(student=student)
    tasks.exclude(undo={}).update(undo={})
    return tasks.pending().update(
        state=TaskState.DISMISSED,
        state_reason=reason,
        decided_by=act.person,
        decided_at=act.at,
    )


def take_up_all(*, student: int, dismissed_at: datetime) -> int:
    """Let what `dismiss_all` dismissed at a moment wait again, as not decided. Returns how many."""
    tasks = Task.objects.filter(
        student=student, state=TaskState.DISMISSED, decided_at=dismissed_at, undo={}
    )
    return tasks.update(state=TaskState.OPEN, state_reason="", decided_by=None, decided_at=None)


@transaction.atomic
def _decide(act: Act, verb: str, task: Task, reason: str, **also: date) -> Task:
    task = Task.objects.select_for_update().get(pk=task.pk)
    state = TASK_STAGES.moves[verb].to
    if task.state == state and state not in PENDING:
        return task
    _must_fit(verb, task, reason)
    # What was decided about a plan or a request is not taken back by its task.
    stays = verb == "do" and task.kind in DONE_ELSEWHERE
    undo = {} if stays else {"state": task.state, "due_on": task.due_on.isoformat()}
    who = {"decided_by_id": act.person, "decided_at": act.at}
    task = transition_one(
        task, TASK_STAGES, verb, column="state", state_reason=reason, undo=undo, **who, **also
    )
    detail = {"title": task.title, "reason": reason, "due_on": task.due_on.isoformat()}
    _record(act, f"task.{state}", task, **detail)
    return task


def _must_fit(verb: str, task: Task, reason: str) -> None:
    if not TASK_STAGES.allows(verb, task.state):
        raise TaskIsOver
    if verb == "do" and task.kind in NEEDS_WORDS and not reason:
        raise MISSING[TaskKind(task.kind)]
    if verb == "snooze" and task.kind == TaskKind.LOCATE and not reason:
        raise WaitIsUnexplained


def _record(act: Act, action: str, task: Task, **detail: object) -> None:
    record(
        act,
        action=action,
        target_kind="task",
        target_id=task.pk,
        student_id=task.student_id,
        detail=detail,
    )
