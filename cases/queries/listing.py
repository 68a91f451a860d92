"""Why a student is on somebody's list of today, or is not: told of the same queries that make the list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.access import Reach
from cases.models import Case
from cases.queries.caseload import unreached
from cases.queries.needs import RANKED, SHOWN, place_among
from cases.queries.reach import own_cases
from cases.rules.needs import Pressed
from core.templatetags.ui import day
from law.queries import pack_in_force
from students.models import Student
from tasks.access import own_tasks
from tasks.choices import TaskState
from tasks.models import Task
from tasks.queries import pending_tasks, waiting_tasks

MOST_TASKS = 10


@dataclass(frozen=True)
class Listing:
    """`place` is the student's among the `of` who wait for the person, with the reasons that put them
    there, None of one who does not; `because` are sentences about what puts nobody on the list.
    """

    place: int | None
    of: int
    reasons: tuple[Pressed, ...]
    because: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        return self.place is not None and self.place <= SHOWN


def listing_of(scope: Reach, student: Student) -> Listing:
    """Return whether the student stands on the person's list of today, where, and why. At most six
    statements.
    """
    place, of, reasons = place_among(scope, student.pk, on=scope.on)
    because = [*_of_tasks(scope, student), *_of_case(scope, student)]
    if place is None and of > RANKED:
        because.append(
            f"More than {RANKED} students wait: those whose task is due longest are ranked."
        )
    return Listing(place, of, reasons, tuple(because))


def _of_tasks(scope: Reach, student: Student) -> Iterator[str]:
    """Tell why each task about the student that waits puts nobody on the list."""
    tasks = pending_tasks(Task.objects.filter(student=student))[:MOST_TASKS]
    mine = own_tasks(scope, on=scope.on).filter(student=student)
    own = set(mine.values_list("pk", flat=True))
    later = set(waiting_tasks(mine, "later", on=scope.on).values_list("pk", flat=True))
    if not tasks:
        yield "No task about the student waits."
    for task in tasks:
        if task.pk not in own:
            yield f"“{task.title}” is {_whose(task)}."
        elif task.pk in later:
            waits = "was snoozed until" if task.state == TaskState.SNOOZED else "is due on"
            yield f"“{task.title}” is yours, and {waits} {day(task.due_on)}."


def _whose(task: Task) -> str:
    if task.owner:
        return f"for {task.owner} to do"
    if task.school:
        return f"for whoever works cases at {task.school}, where you do not"
    return "nobody’s, and of no school"


def _of_case(scope: Reach, student: Student) -> Iterator[str]:
    """Tell why the student's case puts nobody on the list."""
    case = Case.objects.open().filter(student=student).select_related("owner").first()
    days = pack_in_force(scope.on).value("contact.reach_days")
    if case is None:
        yield "No case is open: without a task only an open case in which nobody is reached stands here."
    elif not own_cases(scope, on=scope.on).filter(pk=case.pk).exists():
        yield f"The case is {case.owner}’s." if case.owner else "The case is nobody’s yet."
    elif not Case.objects.filter(unreached(scope.on, days), pk=case.pk).exists():
        yield _reached(case, days)


def _reached(case: Case, days: int) -> str:
    last = case.last_reached_on
    since = (
        f"somebody was reached on {day(last)}"
        if last
        else f"it was opened on {day(case.opened_on)}"
    )
    again = _first_day(last or case.opened_on, days)
    return (
        f"The case is yours, and {since}: if nobody is reached, it stands here from {day(again)}."
    )


def _first_day(since: date, days: int) -> date:
    return since + timedelta(days=days + 1)
