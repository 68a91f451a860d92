"""A campaign is planned, changed, called off, taken up again and looked back on."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.rules import Act
from core.once import kept_under
from core.stages import NotNow, transition_one
from programs.actions.refusals import (
    CampaignMoved,
    NotOfOneYear,
    NotYourCampaignForm,
    PlannedOtherwise,
    TooEarly,
)
from programs.models import Campaign
from programs.rules.stages import CAMPAIGN_STAGES, TO_COME
from students.models import School
from students.rules import school_year_of

OPENED: dict[str, Any] = {"state_by": None, "state_on": None}


@dataclass(frozen=True)
class CampaignPlan:
    """What is to be done for all, on which days and for whom. `words` by language."""

    kind: str
    name: str
    starts_on: date
    ends_on: date
    audience: list[str]
    what: str
    care: list[str]
    grades: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    goal_missed: int | None = None
    cost: int | None = None


@transaction.atomic
def plan_campaign(
    act: Act, *, client_uuid: UUID, school: School, plan: CampaignPlan, idea: str = ""
) -> Campaign:
    """Plan something for all; whoever does looks after it. Return it, or what was planned under this
    `client_uuid`. Raises NotOfOneYear, NotYourCampaignForm, and PlannedOtherwise where that was something else.
    """
    _of_one_year(plan)
    User.objects.select_for_update().get(pk=act.person)  # one at a time of whoever plans it
    if there := kept_under(
        client_uuid,
        Campaign,
        of={"planned_by_id": act.person},
        says={"school_id": school.pk, **vars(plan)},
        not_theirs=NotYourCampaignForm,
        otherwise=PlannedOtherwise,
    ):
        return there
    who = {"owner_id": act.person, "planned_by_id": act.person, "planned_at": act.at}
    made = Campaign.objects.create(
        client_uuid=client_uuid, school=school, idea=idea, **vars(plan), **who
    )
    _record(act, "planned", made, kind=plan.kind, school=school.pk)
    return made


@transaction.atomic
def change_campaign(
    act: Act, *, campaign: Campaign, plan: CampaignPlan, takes_over: bool = False
) -> Campaign:
    """Say anew what it is; with `takes_over`, whoever does looks after it from now on. The same again changes
    nothing. Raises NotOfOneYear, and CampaignMoved where it is called off or looked back on.
    """
    _of_one_year(plan)
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if not CAMPAIGN_STAGES.allows("change", held.state):
        raise CampaignMoved
    new = _changed(held, {**vars(plan), **({"owner_id": act.person} if takes_over else {})})
    if new:
        Campaign.objects.filter(pk=held.pk).update(**new)
        _record(act, "changed", held, fields=sorted(new))
        held.refresh_from_db()
    return held


def call_off(act: Act, *, campaign: Campaign) -> Campaign:
    """It is not done, or ended early; what was reached stays. Raises CampaignMoved."""
    return _moved(act, "call_off", campaign, state_by_id=act.person, state_on=act.on)


def resume(act: Act, *, campaign: Campaign) -> Campaign:
    """It is done after all. Raises CampaignMoved."""
    return _moved(act, "resume", campaign, **OPENED)


def look_back(act: Act, *, campaign: Campaign, again: str, learned: str) -> Campaign:
    """Say what is made of it for the next time. Raises TooEarly, and CampaignMoved where it is called off."""
    if campaign.when_on(act.on) == TO_COME:
        raise TooEarly
    who = {"state_by_id": act.person, "state_on": act.on}
    return _moved(act, "review", campaign, again=again, learned=learned, **who)


@transaction.atomic
def _moved(act: Act, verb: str, campaign: Campaign, **also: Any) -> Campaign:
    """Move it as the table says; what it says already changes nothing."""
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    to = CAMPAIGN_STAGES.moves[verb].to
    if held.state == to and not _changed(held, {**also, "state_on": held.state_on}):
        return held
    try:
        held = transition_one(held, CAMPAIGN_STAGES, verb, column="state", **also)
    except NotNow:
        raise CampaignMoved from None
    _record(act, SAID[verb], held, state=to)
    return held


SAID = {"call_off": "called_off", "resume": "resumed", "review": "looked_back"}


def _of_one_year(plan: CampaignPlan) -> None:
    if school_year_of(plan.starts_on) != school_year_of(plan.ends_on):
        raise NotOfOneYear


def _changed(there: Campaign, values: dict[str, Any]) -> dict[str, Any]:
    return {name: new for name, new in values.items() if getattr(there, name) != new}


def _record(act: Act, verb: str, campaign: Campaign, **detail: object) -> None:
    """Keys and no words."""
    record(
        act,
        action=f"campaign.{verb}",
        target_kind="campaign",
        target_id=campaign.pk,
        detail=detail,
    )
