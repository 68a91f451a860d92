"""Valid submissions of what a school answers to a referral to its own team."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from sarb.actions.referrals import send_back
from sarb.actions.teams import hold
from sarb.choices import Level
from tests.access.change import Change
from tests.access.taken_back import KEPT, moved
from tests.factories import TODAY, act
from tests.letters.world import NOON
from tests.sarb.factories import ReferralFactory
from tests.world import District, hire


def counselor(district: District) -> User:
    return hire(Role.COUNSELOR, district.oak)


def waiting(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        sent = ReferralFactory(student=district.ana, level=Level.SSPT)
        return Change(counselor(district), data, sent.pk)

    return change


def keep(district: District) -> Change:
    return Change(counselor(district), KEPT, moved(district, Level.SSPT).pk)


def returned(role: Role, level: Level) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        by, sent = hire(role, district.oak), ReferralFactory(student=district.ana, level=level)
        doing = act(by, at=timezone.now())
        send_back(doing, referral=sent, reason="Add the visit.")
        return Change(by, {"at": doing.at.isoformat()}, sent.pk)

    return change


def not_held(district: District) -> Change:
    by = counselor(district)
    met = ReferralFactory(student=district.ana, level=Level.SSPT, made_at=NOON)
    hold(act(by, at=NOON), referral=met, on=TODAY)
    return Change(by, key=met.pk)


TEAM_CHANGES: dict[str, Callable[[District], Change]] = {
    "sarb:team_accept": waiting(),
    "sarb:team_return": waiting(reason="Add the visit."),
    "sarb:team_keep": keep,
    "sarb:team_held": waiting(on=TODAY.isoformat()),
    "sarb:team_not_held": not_held,
    "sarb:undo_return": returned(Role.SARB_CHAIR, Level.SARB),
    "sarb:team_undo_return": returned(Role.COUNSELOR, Level.SSPT),
}
