"""Who was reached: a count by day, which can be taken back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core.once import kept_under
from programs.actions.refusals import (
    CampaignMoved,
    CountedOtherwise,
    NotYourCampaignForm,
    ReachedBefore,
)
from programs.models import Campaign, ReachCount


@dataclass(frozen=True)
class Headcount:
    """How many people were reached on a day; `note` names nobody."""

    on: date
    audience: str
    people: int
    note: str = ""


@transaction.atomic
def count_reached(
    act: Act, *, campaign: Campaign, client_uuid: UUID, count: Headcount
) -> ReachCount:
    """Keep how many people were reached on a day; sent twice it is kept once.

    Raises ReachedBefore for a day before its first one or of what is called off, NotYourCampaignForm, and
    CountedOtherwise where another count was kept under the `client_uuid`.
    """
    held = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if there := kept_under(
        client_uuid,
        ReachCount,
        of={"by_id": act.person, "campaign_id": held.pk},
        says=vars(count),
        not_theirs=NotYourCampaignForm,
        otherwise=CountedOtherwise,
    ):
        return there
    if held.is_off or count.on < held.starts_on:
        raise ReachedBefore
    said = {**vars(count), "by_id": act.person, "at": act.at}
    made = ReachCount.objects.create(campaign=held, client_uuid=client_uuid, **said)
    _record(act, "reached", made, audience=count.audience, people=count.people)
    return made


@transaction.atomic
def take_back_reached(act: Act, *, reached: ReachCount) -> ReachCount:
    """It counts no more, and stays to be read. Twice is once. Raises CampaignMoved where it is called off."""
    held = ReachCount.objects.select_for_update().select_related("campaign").get(pk=reached.pk)
    if held.campaign.is_off:
        raise CampaignMoved
    if held.taken_back_at is None:
        held.taken_back_at, held.taken_back_by_id = act.at, act.person
        held.save(update_fields=["taken_back_at", "taken_back_by"])
        _record(act, "reached_taken_back", held)
    return held


def _record(act: Act, verb: str, reached: ReachCount, **detail: object) -> None:
    record(
        act,
        action=f"campaign.{verb}",
        target_kind="campaign",
        target_id=reached.campaign_id,
        detail={"reached": reached.pk, **detail},
    )
