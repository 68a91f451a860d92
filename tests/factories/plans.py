"""The least valid interview, plan and strategy."""

import uuid
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from plans.choices import Speaker, WhatWasFound
from plans.models import Interview, Plan, Strategy
from tests.factories.casework import CaseFactory
from tests.factories.days import TODAY
from tests.factories.people import StudentFactory
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
