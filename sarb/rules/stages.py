"""What may become of a referral and of a case's place on a day, from where, and who may do it."""

from datetime import date

from accounts.choices import Permission
from core.stages import Move, Stages
from sarb.choices import PlaceStage, ReferralState

CHAIR = Permission.DOCKET_MANAGE
# Whoever may refer takes back what waits for an answer.
WITHDRAW = Move(
    "withdraw", (ReferralState.SENT,), ReferralState.WITHDRAWN, Permission.REFERRAL_MAKE
)
REFERRAL_STAGES = Stages(
    Move("accept", (ReferralState.SENT,), ReferralState.ACCEPTED, CHAIR),
    Move("send_back", (ReferralState.SENT, ReferralState.ACCEPTED), ReferralState.RETURNED, CHAIR),
    Move("hear", (ReferralState.ACCEPTED,), ReferralState.HEARD, CHAIR),
    Move("not_heard", (ReferralState.HEARD,), ReferralState.ACCEPTED, CHAIR),
    Move("wait_again", (ReferralState.ACCEPTED,), ReferralState.SENT, CHAIR),
    WITHDRAW,
)
TEAM = Permission.TEAM_ANSWER
# A school's own team has no calendar: it meets, and whoever held the meeting says on which day.
TEAM_STAGES = Stages(
    Move("accept", (ReferralState.SENT,), ReferralState.ACCEPTED, TEAM),
    Move("send_back", (ReferralState.SENT, ReferralState.ACCEPTED), ReferralState.RETURNED, TEAM),
    Move("hold", (ReferralState.SENT, ReferralState.ACCEPTED), ReferralState.HEARD, TEAM),
    Move("not_held", (ReferralState.HEARD,), ReferralState.ACCEPTED, TEAM),
    Move("wait_again", (ReferralState.ACCEPTED,), ReferralState.SENT, TEAM),
    WITHDRAW,
)
# Undo of a return: to where the referral was before.
BACK = Stages(
    Move(ReferralState.SENT, (ReferralState.RETURNED,), ReferralState.SENT),
    Move(ReferralState.ACCEPTED, (ReferralState.RETURNED,), ReferralState.ACCEPTED),
)
# A day of hearings has no stages of its own: it comes and goes, and its places with it.
PLACE_STAGES = Stages(
    Move("hear", (PlaceStage.TODAY, PlaceStage.OVER), PlaceStage.HEARD, CHAIR),
    Move("not_heard", (PlaceStage.HEARD,), PlaceStage.OVER, CHAIR),
    Move("move_up", (PlaceStage.AHEAD, PlaceStage.TODAY), PlaceStage.AHEAD, CHAIR),
    # Once the day is over, of a case that was not heard on it and gets another.
    Move(
        "take_off",
        (PlaceStage.AHEAD, PlaceStage.TODAY, PlaceStage.OVER),
        PlaceStage.FREE,
        CHAIR,
    ),
    Move("place", (PlaceStage.FREE,), PlaceStage.AHEAD, CHAIR),
)


def place_stage(*, day: date, on: date, is_placed: bool, state: str) -> PlaceStage:
    """Return where a case stands on a day of hearings, seen from the day `on`.

    Source: none; site practice.
    """
    if not is_placed:
        return PlaceStage.FREE if day >= on else PlaceStage.MISSED
    if state == ReferralState.HEARD:
        return PlaceStage.HEARD
    if day == on:
        return PlaceStage.TODAY
    return PlaceStage.AHEAD if day > on else PlaceStage.OVER
