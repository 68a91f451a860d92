"""Valid submissions of the pages of conferences."""

import uuid
from collections.abc import Callable

from accounts.choices import Role
from conferences.models import Conference
from tests.access.change import Change
from tests.conferences.world import ended, offer
from tests.factories import GuardianshipFactory
from tests.world import District, hire


def offering(district: District) -> Change:
    tie = GuardianshipFactory(student=district.ana, guardian__phone="2135550142")
    what = {"who": tie.guardian_id, "how": "call", "slot_1": "2026-11-24T09:00", "where": "home"}
    by = hire(Role.COUNSELOR, district.oak)
    return Change(by, {"client_uuid": uuid.uuid4(), **what}, district.ana.pk)


def ending(district: District) -> Change:
    by = hire(Role.COUNSELOR, district.oak)
    tie = GuardianshipFactory(student=district.ana)
    return Change(by, {"verb": "miss"}, offer(by, district.ana, tie.guardian).pk)


def taking_back(district: District) -> Change:
    change = ending(district)
    ended(change.by, Conference.objects.get(pk=change.key), "miss")
    return Change(change.by, {}, change.key)


CONFERENCE_CHANGES: dict[str, Callable[[District], Change]] = {
    "conferences:of": offering,
    "conferences:end": ending,
    "conferences:take_back": taking_back,
}
