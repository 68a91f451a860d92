"""Tasks of students with a case: which they are, whose, and the case of one."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cases.models import Case
from tasks.models import Task
from tasks.queries import pending_tasks


def tasks_of(case: Case) -> list[Task]:
    """Return what waits in a case, the earliest first; nothing waits in a closed one."""
    tasks = Task.objects.filter(student=case.student_id) if case.is_open else Task.objects.none()
    return list(pending_tasks(tasks))


def of_open_cases(tasks: QuerySet[Task], **narrowed: object) -> QuerySet[Task]:
    """Return those of these tasks whose student has an open case, `narrowed` by its columns."""
    cases = Case.objects.open().filter(student=OuterRef("student"), **narrowed)
    return tasks.filter(Exists(cases))


def name_of(tasks: QuerySet[Task], owner: str | None, school: str | None) -> str:
    """Return in words whose tasks these are. A name is told only with a task of theirs among
    these, so that nobody learns one by its number. One statement, or none.
    """
    if "none" in (owner, school):
        return "those that nobody has" if owner else "of students enrolled nowhere"
    cases = Case.objects.open().filter(student__in=tasks.values("student"))
    names = tasks.values_list("owner__name") if owner else cases.values_list("school__name")
    return next((name for (name,) in names[:1] if name), "none within your reach")


def case_of(task: Task) -> Case | None:
    """Return the case that a task belongs to: the student's open one, else the last that was not
    closed before the task was made.
    """
    mine = Q(closed_on=None) | Q(closed_on__gte=task.made_on)
    cases = Case.objects.filter(mine, student=task.student_id)
    return cases.order_by(F("closed_on").desc(nulls_first=True), "-pk").first()
