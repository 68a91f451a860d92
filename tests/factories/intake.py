"""The least valid request for help."""

import uuid

import factory
from factory.django import DjangoModelFactory

from intake.choices import Asker, ReplyHow, Urgency
from intake.models import HelpRequest
from tests.factories.days import TODAY
from tests.factories.people import StudentFactory
from tests.factories.staff import UserFactory


class HelpRequestFactory(DjangoModelFactory):
    """A teacher asked today; nobody has taken it yet."""

    class Meta:
        model = HelpRequest

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=30_000 + n))
    student = factory.SubFactory(StudentFactory)
    written_by = factory.SubFactory(UserFactory)
    asked_on = TODAY
    asker = Asker.STAFF
    asker_name = "Ms. Vega"
    reply_how = ReplyHow.PERSON
    may_name = False
    worry = "Asleep in class."
    urgency = Urgency.USUAL
    due_on = TODAY
