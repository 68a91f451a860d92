"""What is said of a student's case: whose it is, and what waits to be done."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from cases.models import Case
from cases.queries.panel import panel
from core.brief import Sentence, Sentences
from students.models import Student
from tasks.models import Task

SAID = Sentences(
    case="{owner} has the case, open since {day}; tier {tier}.",
    case_free="Nobody has the case, open since {day}; tier {tier}.",
    case_opened="{by} opened the case: “{reason}”.",
    task="{title}, due {day}.",
    task_late="Overdue since {day}: {title}.",
)


def brief(student: Student, may: frozenset[str], on: date) -> Iterator[Sentence]:
    """Say who has the open case of the student, and what waits, the earliest first. Two statements."""
    found = panel(student, may)
    if found.case:
        yield from _case(found.case)
    for task in found.tasks:
        yield from _task(task, on)


def _case(case: Case) -> Iterator[Sentence]:
    key, page = f"case:{case.pk}", reverse("cases:case", args=[case.pk])
    since, tier = case.opened_on, case.get_tier_display().lower()
    yield from SAID.say("case", key, page, owner=_name(case.owner), day=since, tier=tier)
    if case.owner is None:
        yield from SAID.say("case_free", key, page, day=since, tier=tier)
    by = _name(case.opened_by)
    yield from SAID.say("case_opened", key, page, by=by, reason=case.open_reason.rstrip("."))


def _task(task: Task, on: date) -> Iterator[Sentence]:
    kind = "task_late" if task.due_on < on else "task"
    page = reverse("student-work", args=[task.student_id])
    yield from SAID.say(
        kind, f"task:{task.pk}", f"{page}#task-{task.pk}", title=task.title, day=task.due_on
    )


def _name(person: object) -> str:
    return str(person) if person else ""
