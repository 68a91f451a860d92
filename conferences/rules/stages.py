"""What may become of an offered conference, and who may say so."""

from accounts.choices import Permission
from conferences.choices import ConferenceState as State
from core.stages import Move, Stages

WHO = Permission.NOTE_WRITE
ENDS = (State.HELD, State.NO_SHOW, State.REFUSED, State.MOVED, State.AWAY)
CONFERENCE_STAGES = Stages(
    Move("hold", (State.OFFERED,), State.HELD, WHO),
    Move("miss", (State.OFFERED,), State.NO_SHOW, WHO),
    Move("refuse", (State.OFFERED,), State.REFUSED, WHO),
    Move("put_off", (State.OFFERED,), State.MOVED, WHO),
    Move("stay_away", (State.OFFERED,), State.AWAY, WHO),
    # What was said by mistake is taken back, with the note that said it.
    Move("take_back", ENDS, State.OFFERED, WHO),
)
# What ends an offer, in the order of its buttons.
VERBS = ("hold", "miss", "refuse", "put_off", "stay_away")
