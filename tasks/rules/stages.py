"""What may become of a task, from which state, and who may do it."""

from accounts.choices import Permission
from core.stages import Move, Stages
from tasks.choices import PENDING, TaskState

DECIDED = (TaskState.SNOOZED, TaskState.DONE, TaskState.DISMISSED)
# The last two take a decision back: to whichever state the task was in before it.
TASK_STAGES = Stages(
    Move("do", PENDING, TaskState.DONE, Permission.CASE_MANAGE),
    Move("snooze", PENDING, TaskState.SNOOZED, Permission.CASE_MANAGE),
    Move("dismiss", PENDING, TaskState.DISMISSED, Permission.CASE_MANAGE),
    Move("reopen", DECIDED, TaskState.OPEN, Permission.CASE_MANAGE),
    Move("wait_again", DECIDED, TaskState.SNOOZED, Permission.CASE_MANAGE),
)
TAKE_BACK: dict[str, str] = {TaskState.OPEN: "reopen", TaskState.SNOOZED: "wait_again"}
