"""The least valid member of staff, what they may, and what they do."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import factory
from django.conf import settings
from factory.django import DjangoModelFactory

from accounts.choices import GrantSource, Role, Scope
from accounts.models import Grant, User
from audit.choices import ActorKind
from audit.rules import Act, Actor
from core.clock import day_of
from students.rules import first_day_of, last_day_of
from tests.factories.days import TODAY, YEAR

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory):
    """A member of staff with PASSWORD and no grant."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"staff{n}@district.example")
    name = factory.Sequence(lambda n: f"Staff {n}")
    password = factory.django.Password(PASSWORD)


class GrantFactory(DjangoModelFactory):
    """A counselor's grant over the district for the school year; pass scope and its object."""

    class Meta:
        model = Grant

    class Params:
        to = factory.SubFactory(UserFactory)

    principal = factory.LazyAttribute(lambda o: o.to.actor.key)
    role = Role.COUNSELOR
    scope = Scope.DISTRICT
    starts = first_day_of(YEAR)
    ends = last_day_of(YEAR)
    reason = "Position"
    source = GrantSource.ADMINISTRATOR


def act(
    user: User | None = None,
    *,
    at: datetime | None = None,
    on: date | None = None,
    request_id: str = "",
) -> Act:
    """The act of a person, or of a job without one. At noon of the day `on`, TODAY if nothing
    is given; or at a moment, on its day.
    """
    day = on or (day_of(at) if at else TODAY)
    actor = user.actor if user else Actor(ActorKind.JOB, "test", "test")
    noon = datetime.combine(day, time(12), ZoneInfo(settings.TIME_ZONE))
    return Act(actor, at or noon, day, request_id)
