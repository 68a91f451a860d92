"""The least valid conference."""

import uuid
from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from conferences.models import Conference
from tests.factories.casework import NoteFactory
from tests.factories.days import TODAY
from tests.factories.people import GuardianFactory, StudentFactory
from tests.factories.staff import UserFactory

NEXT_WEEK = datetime(TODAY.year, TODAY.month, TODAY.day, 17, tzinfo=UTC) + timedelta(days=6)


class ConferenceFactory(DjangoModelFactory):
    """Offered on the phone for next Tuesday; nobody has said what came of it."""

    class Meta:
        model = Conference

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=60_000 + n))
    student = factory.SubFactory(StudentFactory)
    guardian = factory.SubFactory(GuardianFactory)
    how = "call"
    slots = factory.LazyFunction(lambda: [NEXT_WEEK])
    offered_by = factory.SubFactory(UserFactory)
    offer = factory.LazyAttribute(
        lambda o: NoteFactory(about_student=o.student, author=o.offered_by)
    )
