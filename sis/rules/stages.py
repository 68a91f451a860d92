"""What may become of an import, from which state, and who may do it."""

from accounts.choices import Permission
from core.stages import Move, Stages
from sis.choices import RunState

WORKERS = ""

# The queue hands out `preview` and `apply`; what these come to is one of the next four.
IMPORT_STAGES = Stages(
    Move("preview", (RunState.UPLOADED,), RunState.PREVIEWING, WORKERS),
    Move("apply", (RunState.APPROVED,), RunState.APPLYING, WORKERS),
    Move("show", (RunState.PREVIEWING,), RunState.PREVIEWED, WORKERS),
    Move("keep", (RunState.APPLYING,), RunState.APPLIED, WORKERS),
    Move("refuse", (RunState.PREVIEWING, RunState.APPLYING), RunState.REFUSED, WORKERS),
    Move("fail", (RunState.PREVIEWING, RunState.APPLYING), RunState.FAILED, WORKERS),
    Move("approve", (RunState.PREVIEWED,), RunState.APPROVED, Permission.IMPORT_RUN),
    Move("override", (RunState.REFUSED,), RunState.APPROVED, Permission.IMPORT_OVERRIDE),
    # Of rows that waited for an answer: nobody can send them again.
    Move("retry", (RunState.FAILED, RunState.REFUSED), RunState.APPROVED, Permission.IMPORT_RUN),
    Move(
        "discard",
        (RunState.UPLOADED, RunState.PREVIEWED, RunState.REFUSED, RunState.FAILED),
        RunState.DISCARDED,
        Permission.IMPORT_RUN,
    ),
)
BUSY_STATES = tuple(
    dict.fromkeys(
        start for move in IMPORT_STAGES.moves.values() if not move.who for start in move.starts
    )
)
# What a worker that takes a waiting run makes of its state.
CLAIMED = {
    str(move.starts[0]): str(move.to)
    for move in (IMPORT_STAGES.moves["preview"], IMPORT_STAGES.moves["apply"])
}
