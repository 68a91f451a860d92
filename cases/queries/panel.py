"""The case of one student, as the student's page shows it."""

from dataclasses import dataclass

from accounts.choices import Permission
from cases.models import Case
from students.models import Student
from tasks.models import Task
from tasks.queries import pending_tasks

MOST_TASKS = 10


@dataclass(frozen=True)
class StudentCase:
    """The open case or None, the first tasks that wait, and what the viewer may do."""

    case: Case | None
    tasks: list[Task]
    may: dict[str, bool]


def panel(student: Student, may: frozenset[str]) -> StudentCase:
    """Return what a viewer with these permissions over the student is shown. Two statements."""
    tasks = pending_tasks(Task.objects.filter(student=student))[:MOST_TASKS]
    return StudentCase(
        case=Case.objects.open().filter(student=student).select_related("owner").first(),
        tasks=list(tasks),
        may={"write": Permission.NOTE_WRITE in may, "manage": Permission.CASE_MANAGE in may},
    )
