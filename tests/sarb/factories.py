"""The least valid referral and hearing calendar."""

from datetime import UTC, datetime, time, timedelta

import factory
from factory.django import DjangoModelFactory

from sarb.choices import Level, Reason, ReferralState
from sarb.models import Docket, DocketPlace, Referral
from tests.factories import TODAY, YEAR, StudentFactory, UserFactory

SENT_AT = datetime(TODAY.year, TODAY.month, 2, 18, tzinfo=UTC)


class ReferralFactory(DjangoModelFactory):
    """A referral to the board that waits; `accepted=True` for one the chair took."""

    class Meta:
        model = Referral

    class Params:
        accepted = factory.Trait(
            state=ReferralState.ACCEPTED, decided_by="Raymond Ortiz", decided_at=SENT_AT
        )

    student = factory.SubFactory(StudentFactory)
    school_year = YEAR
    level = Level.SARB
    reason = Reason.TRUANCY
    text = "Two conferences were offered."
    grounds = factory.LazyFunction(
        lambda: {"met": True, "because": "3 reports stand.", "policy": "lausd 1"}
    )
    made_by_id = "7"
    made_by = "Ana Reyes"
    made_at = SENT_AT


class DocketFactory(DjangoModelFactory):
    """A day of hearings next week for up to ten cases from 8:30 on."""

    class Meta:
        model = Docket

    date = TODAY + timedelta(days=7)
    starts_at = time(8, 30)
    place = factory.Sequence(lambda n: f"Hearing room {n}")
    chair = factory.SubFactory(UserFactory)
    made_by = "Raymond Ortiz"


class DocketPlaceFactory(DjangoModelFactory):
    class Meta:
        model = DocketPlace

    docket = factory.SubFactory(DocketFactory)
    referral = factory.SubFactory(ReferralFactory, accepted=True)
    position = 1
    time = time(8, 30)
    placed_by = "Raymond Ortiz"
