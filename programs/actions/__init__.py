"""Changes of what a school does for all: each is one transaction with its audit row, and safe to repeat."""

from programs.actions.campaigns import (
    CampaignPlan,
    call_off,
    change_campaign,
    look_back,
    plan_campaign,
    resume,
)
from programs.actions.reached import Headcount, count_reached, take_back_reached
from programs.actions.refusals import (
    CampaignMoved,
    CountedOtherwise,
    NobodyToWelcome,
    NotOfOneYear,
    NotYourCampaignForm,
    NotYourWelcome,
    PlannedOtherwise,
    ReachedBefore,
    TooEarly,
)
from programs.actions.welcome import take_back_welcome, welcome

__all__ = [
    "CampaignMoved",
    "CampaignPlan",
    "CountedOtherwise",
    "Headcount",
    "NobodyToWelcome",
    "NotOfOneYear",
    "NotYourCampaignForm",
    "NotYourWelcome",
    "PlannedOtherwise",
    "ReachedBefore",
    "TooEarly",
    "call_off",
    "change_campaign",
    "count_reached",
    "look_back",
    "plan_campaign",
    "resume",
    "take_back_reached",
    "take_back_welcome",
    "welcome",
]
