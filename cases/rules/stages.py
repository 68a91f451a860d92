"""What may be done with a case, open or closed, and who may do it."""

from accounts.choices import Permission
from core.stages import Move, Stages

OPEN, CLOSED = "open", "closed"
CASE_STAGES = Stages(
    Move("assign", (OPEN,), OPEN, Permission.CASE_ASSIGN),
    Move("decide_tier", (OPEN,), OPEN, Permission.CASE_MANAGE),
    Move("close", (OPEN,), CLOSED, Permission.CASE_MANAGE),
    Move("reopen", (CLOSED,), OPEN, Permission.CASE_MANAGE),
)
