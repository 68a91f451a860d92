"""What may become of a request for help, from where, and who may do it."""

from accounts.choices import Permission
from core.stages import Move, Stages
from intake.choices import OPEN, UNANSWERED, RequestState

WHO = Permission.NOTE_WRITE
REQUEST_STAGES = Stages(
    # Whoever takes it looks after it from then on, also in place of a colleague.
    Move("take", OPEN, RequestState.TAKEN, WHO),
    Move("answer", OPEN, RequestState.ANSWERED, WHO),
    Move("pause", (*UNANSWERED, RequestState.ANSWERED), RequestState.PAUSED, WHO),
    Move("close", OPEN, RequestState.CLOSED, WHO),
    Move("reopen", (RequestState.CLOSED,), RequestState.TAKEN, WHO),
)
