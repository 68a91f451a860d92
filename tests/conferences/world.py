"""How a conference is offered and ended in tests."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from conferences.actions import Offer, end, offer_conference
from conferences.choices import MeetWhere, OfferedHow
from tests.factories import TODAY, act

UUID_1, UUID_2 = UUID(int=1), UUID(int=2)
NINE = datetime(TODAY.year, TODAY.month, 24, 17, tzinfo=UTC)  # nine o’clock of next Tuesday


def now(by, **later):
    return act(by, at=timezone.now() + timedelta(**later))


def offer(by, student, guardian, *, uuid=UUID_1, at=None, **values):
    """Offered on the phone for Tuesday at nine, at school; pass what the test is about."""
    plain = {"how": OfferedHow.CALL, "slots": [NINE], "where": MeetWhere.SCHOOL}
    return offer_conference(
        at or now(by),
        client_uuid=uuid,
        student=student,
        offer=Offer(guardian=guardian, **{**plain, **values}),
    )


def ended(by, conference, verb, **later):
    return end(now(by, **later), conference=conference, verb=verb)
