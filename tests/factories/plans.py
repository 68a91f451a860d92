"""The least valid interview, plan and strategy."""

import uuid
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from plans.choices import Speaker, WhatWasFound
from plans.models import Group, GroupMember, GroupSession, Interview, Plan, ServiceGiven, Strategy
from tests.factories.casework import CaseFactory
from tests.factories.days import TODAY
from tests.factories.people import StudentFactory
from tests.factories.schools import SchoolFactory
from tests.factories.staff import UserFactory


class InterviewFactory(DjangoModelFactory):
    """The student spoke today, and what stands in the way is not known yet."""

    class Meta:
        model = Interview

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=10_000 + n))
    student = factory.SubFactory(StudentFactory)
    author = factory.SubFactory(UserFactory)
    held_on = TODAY
    speaker = Speaker.STUDENT
    found = WhatWasFound.UNKNOWN


class PlanFactory(DjangoModelFactory):
    """A plan that began today, with nothing to do yet."""

    class Meta:
        model = Plan

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=20_000 + n))
    student = factory.SubFactory(StudentFactory)
    case = factory.LazyAttribute(lambda o: CaseFactory(student=o.student))
    template = "middle"
    started_on = TODAY
    started_by = factory.SubFactory(UserFactory)
    baseline_missed = 6
    baseline_days = 20
    goal_missed = 2
    goal_days = 20
    goal_from = TODAY + timedelta(days=1)
    goal_until = TODAY + timedelta(days=28)
    review_on = TODAY + timedelta(days=28)


class StrategyFactory(DjangoModelFactory):
    """Something that somebody does from today on."""

    class Meta:
        model = Strategy

    plan = factory.SubFactory(PlanFactory)
    title = "Success Mentor"
    owner_name = "Mr. Lee"
    starts_on = TODAY
    added_by = factory.SubFactory(UserFactory)


class GroupFactory(DjangoModelFactory):
    """A group that began a month ago and meets on Wednesdays, with nobody in it."""

    class Meta:
        model = Group

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=30_000 + n))
    name = "Wednesday group"
    kind = "I17"
    school = factory.SubFactory(SchoolFactory)
    facilitator = factory.SubFactory(UserFactory)
    started_by = factory.SelfAttribute("facilitator")
    weekdays = [2]
    minutes = 45
    capacity = 8
    starts_on = TODAY - timedelta(days=28)


class GroupMemberFactory(DjangoModelFactory):
    """A student who is in a group from its first day on."""

    class Meta:
        model = GroupMember

    group = factory.SubFactory(GroupFactory)
    student = factory.SubFactory(StudentFactory)
    joined_on = factory.SelfAttribute("group.starts_on")
    added_by = factory.SelfAttribute("group.facilitator")


class GroupSessionFactory(DjangoModelFactory):
    """A session of today at which nobody was marked."""

    class Meta:
        model = GroupSession

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=40_000 + n))
    group = factory.SubFactory(GroupFactory)
    on = TODAY
    minutes = 45
    by = factory.SelfAttribute("group.facilitator")


class ServiceGivenFactory(DjangoModelFactory):
    """Individual counseling today that no plan asked for."""

    class Meta:
        model = ServiceGiven

    client_uuid = factory.LazyFunction(uuid.uuid4)
    kind = "IC"
    on = TODAY
    minutes = 40
    by = factory.SubFactory(UserFactory)
