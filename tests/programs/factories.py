"""Campaigns for tests."""

import uuid
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from programs.choices import Audience, CampaignKind
from programs.models import Campaign, ReachCount, Welcome
from tests.factories import TODAY, StudentFactory, UserFactory


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


class WelcomeFactory(DjangoModelFactory):
    """A student was away for three days a month ago, and welcomed by somebody."""

    class Meta:
        model = Welcome

    student = factory.SubFactory(StudentFactory)
    away_from = TODAY - timedelta(days=30)
    away_until = TODAY - timedelta(days=28)
    back_on = TODAY - timedelta(days=27)
    by = factory.SubFactory(UserFactory)
