"""How what one click did in casework is taken back."""

from accounts.choices import Permission
from core.undo import Undoing
from tasks.choices import TaskState

OPENED, CLOSED, GIVEN, TIER = "case.opened", "case.closed", "case.assigned", "case.tier_decided"
MADE = "task.made"
DECIDED = tuple(f"task.{state}" for state in (TaskState.DONE, TaskState.SNOOZED, TaskState.DISMISSED))  # fmt: skip
OF_TASKS = (MADE, *DECIDED)

UNDOINGS = (
    Undoing((OPENED, CLOSED, GIVEN, TIER, *OF_TASKS), "undo-casework", Permission.CASE_MANAGE),
)
