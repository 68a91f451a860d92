"""The least valid visit, and a warning where nobody goes alone."""

import uuid
from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from tests.factories.days import TODAY
from tests.factories.people import StudentFactory
from tests.factories.staff import UserFactory
from visits.choices import WhyNotAlone
from visits.models import NotAlone, Visit, VisitStudent


class VisitFactory(DjangoModelFactory):
    """Planned for today, for one student, by somebody who goes without a partner."""

    class Meta:
        model = Visit
        skip_postgeneration_save = True

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=40_000 + n))
    day = TODAY
    goes = factory.SubFactory(UserFactory)
    made_by = factory.SelfAttribute("goes")

    @factory.post_generation
    def about_student(self, create, student, **_):
        if create:
            VisitStudent.objects.create(visit=self, student=student or StudentFactory())


class NotAloneFactory(DjangoModelFactory):
    """Nobody goes there alone, because of an animal."""

    class Meta:
        model = NotAlone

    client_uuid = factory.Sequence(lambda n: uuid.UUID(int=50_000 + n))
    student = factory.SubFactory(StudentFactory)
    reason = WhyNotAlone.ANIMAL
    since = TODAY
    review_on = TODAY + timedelta(days=90)
    by = factory.SubFactory(UserFactory)
