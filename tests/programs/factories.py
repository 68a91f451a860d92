"""Campaigns for tests."""

import uuid
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from programs.choices import Audience, CampaignKind
from programs.models import Campaign, ReachCount
from tests.factories import TODAY, UserFactory


class CampaignFactory(DjangoModelFactory):
    """A campaign of a school that runs today."""

    class Meta:
        model = Campaign

    client_uuid = factory.LazyFunction(uuid.uuid4)
    kind = CampaignKind.WELCOME
    name = "New start"
    starts_on = TODAY - timedelta(days=3)
    ends_on = TODAY + timedelta(days=3)
    audience = factory.LazyFunction(lambda: [Audience.STUDENTS])
    what = "Names at the door."
    owner = factory.SubFactory(UserFactory)
    planned_by = factory.SelfAttribute("owner")


class ReachedFactory(DjangoModelFactory):
    class Meta:
        model = ReachCount

    client_uuid = factory.LazyFunction(uuid.uuid4)
    on = TODAY
    audience = Audience.STUDENTS
    people = 30
    by = factory.SelfAttribute("campaign.owner")
