"""Two clicks at once: what is planned, counted, called off and looked back on happens once."""

import uuid

import pytest

from audit.models import AuditEvent
from programs.actions import (
    CampaignPlan,
    Headcount,
    call_off,
    count_reached,
    look_back,
    plan_campaign,
    take_back_reached,
)
from programs.models import Campaign, ReachCount
from tests.contacts.world import race
from tests.factories import TODAY, act
from tests.programs.factories import CampaignFactory, ReachedFactory

KEY = uuid.UUID(int=9)
PLAN = CampaignPlan(
    kind="welcome",
    name="New start",
    starts_on=TODAY,
    ends_on=TODAY,
    audience=["students"],
    what="Doors.",
    care=[],
)


@pytest.fixture
def oak(committed, district):
    return district.oak


def done():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


def test_it_is_planned_once(oak, counselor):
    made = race(lambda _: plan_campaign(act(counselor), client_uuid=KEY, school=oak, plan=PLAN))
    assert {one.pk for one in made} == {Campaign.objects.get().pk}
    assert done() == ["campaign.planned"]


def test_who_was_reached_is_counted_once(oak, counselor):
    one = CampaignFactory(school=oak, owner=counselor)
    count = Headcount(TODAY, "staff", 7)
    made = race(
        lambda _: count_reached(act(counselor), campaign=one, client_uuid=KEY, count=count)
    )
    assert {row.pk for row in made} == {ReachCount.objects.get().pk}
    assert done() == ["campaign.reached"]


def test_a_count_is_taken_back_once(oak, counselor):
    row = ReachedFactory(campaign=CampaignFactory(school=oak, owner=counselor))
    race(lambda _: take_back_reached(act(counselor), reached=row))
    assert done() == ["campaign.reached_taken_back"]


def test_it_is_called_off_once(oak, counselor):
    one = CampaignFactory(school=oak, owner=counselor)
    race(lambda _: call_off(act(counselor), campaign=one))
    assert done() == ["campaign.called_off"]


def test_it_is_looked_back_on_once(oak, counselor):
    one = CampaignFactory(school=oak, owner=counselor)
    race(lambda _: look_back(act(counselor), campaign=one, again="keep", learned="Doors."))
    assert done() == ["campaign.looked_back"]
