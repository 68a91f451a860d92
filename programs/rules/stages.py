"""What may become of a campaign, from where, and who may do it; and when it is to come, running or over."""

from datetime import date

from accounts.choices import Permission
from core.stages import Move, Stages
from programs.choices import CampaignState

WHO = Permission.NOTE_WRITE
CAMPAIGN_STAGES = Stages(
    Move("change", (CampaignState.OPEN,), CampaignState.OPEN, WHO),
    # Also once more, in other words.
    Move("review", (CampaignState.OPEN, CampaignState.REVIEWED), CampaignState.REVIEWED, WHO),
    Move("call_off", (CampaignState.OPEN,), CampaignState.CALLED_OFF, WHO),
    Move("resume", (CampaignState.CALLED_OFF,), CampaignState.OPEN, WHO),
)
TO_COME, RUNNING, OVER = "to come", "running", "over"


def when_of(starts_on: date, ends_on: date, *, on: date) -> str:
    """Return whether days, both included, are to come, running or over on a day.

    Source: product rule.
    """
    if on < starts_on:
        return TO_COME
    return RUNNING if on <= ends_on else OVER
