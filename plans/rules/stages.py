"""What may be done with a plan or a group, running or over, and who may do it."""

from accounts.choices import Permission
from core.stages import Move, Stages
from plans.choices import CheckState

RUNNING, OVER = "running", "over"
PLAN_STAGES = Stages(
    Move("deliver", (RUNNING,), RUNNING, Permission.NOTE_WRITE),
    Move("change", (RUNNING,), RUNNING, Permission.CASE_MANAGE),
    Move("review", (RUNNING,), RUNNING, Permission.CASE_MANAGE),
)
# Of a group, running or over. Whoever may write notes about its students does what it takes.
GROUP_STAGES = Stages(
    Move("hold", (RUNNING,), RUNNING, Permission.NOTE_WRITE),
    Move("change", (RUNNING,), RUNNING, Permission.NOTE_WRITE),
    Move("add", (RUNNING,), RUNNING, Permission.NOTE_WRITE),
    Move("leave", (RUNNING,), RUNNING, Permission.NOTE_WRITE),
    Move("end", (RUNNING,), OVER, Permission.NOTE_WRITE),
)
# Of a day of a check-in and check-out. Each is undone to what it was before.
CHECK_STAGES = Stages(
    Move("in", (CheckState.OPEN, CheckState.AWAY), CheckState.IN, Permission.NOTE_WRITE),
    Move("out", (CheckState.IN,), CheckState.OUT, Permission.NOTE_WRITE),
    Move("away", (CheckState.OPEN,), CheckState.AWAY, Permission.NOTE_WRITE),
)
BEFORE = {
    CheckState.IN: CheckState.OPEN,
    CheckState.OUT: CheckState.IN,
    CheckState.AWAY: CheckState.OPEN,
}
