"""What was done of what there was to do about a student, as a timeline tells it."""

from collections.abc import Iterator

from core.timeline import Entry
from tasks.choices import TaskState
from tasks.models import Task

OVER = {TaskState.DONE: ("Done", "circle-check"), TaskState.DISMISSED: ("Dismissed", "minus")}


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell the tasks that were done or dismissed. One statement."""
    found = Task.objects.filter(student=student_id, state__in=OVER, decided_at__isnull=False)
    for task in found.select_related("decided_by").order_by("pk"):
        state, icon = OVER[TaskState(task.state)]
        if task.decided_at:
            yield Entry(
                at=task.decided_at,
                key=f"task:{task.pk}",
                kind="task",
                title=f"{state}: {task.title}",
                by=str(task.decided_by),
                text=task.state_reason,
                icon=icon,
            )
