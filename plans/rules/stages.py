"""What may be done with a plan, running or over, and who may do it."""

from accounts.choices import Permission
from core.stages import Move, Stages

RUNNING, OVER = "running", "over"
PLAN_STAGES = Stages(
    Move("deliver", (RUNNING,), RUNNING, Permission.NOTE_WRITE),
    Move("change", (RUNNING,), RUNNING, Permission.CASE_MANAGE),
    Move("review", (RUNNING,), RUNNING, Permission.CASE_MANAGE),
)
