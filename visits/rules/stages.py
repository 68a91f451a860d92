"""What may become of a visit, from where, and who may do it."""

from accounts.choices import Permission
from core.stages import Move, Stages
from visits.choices import AHEAD, VisitState

WHO = Permission.NOTE_WRITE
VISIT_STAGES = Stages(
    # Another day or another partner: who confirmed it confirms it anew.
    Move("change", AHEAD, VisitState.PLANNED, WHO),
    Move("confirm", (VisitState.PLANNED,), VisitState.CONFIRMED, WHO),
    Move("arrive", AHEAD, VisitState.THERE, WHO),
    Move("stay", (VisitState.THERE,), VisitState.THERE, WHO),
    Move("leave", (VisitState.THERE,), VisitState.OUT, WHO),
    # Who went writes down what came of it wherever the visit stands: words are never refused, and
    # who writes them is back.
    Move("log", (*AHEAD, VisitState.THERE, VisitState.OUT, VisitState.OFF), VisitState.OUT, WHO),
    Move("validate", (VisitState.OUT,), VisitState.VALIDATED, WHO),
    Move("call_off", AHEAD, VisitState.OFF, WHO),
    Move("resume", (VisitState.OFF,), VisitState.PLANNED, WHO),
)
