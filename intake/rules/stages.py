"""What may become of a request for help, from where, and who may do it."""

from accounts.choices import Permission
from core.stages import Move, Stages
from intake.choices import OPEN, RequestState

WHO, PAUSE, UNDO = Permission.NOTE_WRITE, "pause", "undo"
REQUEST_STAGES = Stages(
    # Whoever takes it looks after it from then on, also in place of a colleague.
    Move("take", OPEN, RequestState.TAKEN, WHO),
    Move("answer", OPEN, RequestState.ANSWERED, WHO),
    # Also one that rests: until another day.
    Move(PAUSE, OPEN, RequestState.PAUSED, WHO),
    Move("close", OPEN, RequestState.CLOSED, WHO),
    Move("reopen", (RequestState.CLOSED,), RequestState.TAKEN, WHO),
)
# Undo takes the last step back: to whichever state it was in before.
BACK = Stages(*(Move(state, tuple(RequestState), state) for state in RequestState))
