"""The least valid interview."""

import uuid

import factory
from factory.django import DjangoModelFactory

from plans.choices import Speaker, WhatWasFound
from plans.models import Interview
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
