"""Valid submissions of the pages of people and their roles."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator

from accounts.choices import Role, Scope
from accounts.models import User
from tests.access.change import Change
from tests.factories import TODAY, GrantFactory, UserFactory
from tests.world import District, hire

WHY = {"reason": "As agreed"}
NEXT_JUNE = "2028-06-30"


def to_invite(_district: District) -> Change:
    return Change(hire(Role.DIRECTOR), {"name": "Max Orr", "email": "max@district.example"})


def on_person(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        return Change(hire(Role.DIRECTOR), data, hire(Role.CLERK, district.oak).pk)

    return change


def to_give(district: District) -> Change:
    day = TODAY.isoformat()
    words = {"role": "counselor", "starts": day, "ends": day, "reason": "One day"}
    query = f"?at=school-{district.elm.pk}"
    return Change(hire(Role.DIRECTOR), words, hire(Role.CLERK, district.oak).pk, query)


def invited(_district: District) -> Change:
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(password="!")
    return Change(hire(Role.DIRECTOR), key=user.pk)


def closed(_district: District) -> Change:
    return Change(hire(Role.DIRECTOR), WHY, UserFactory(is_active=False).pk)


def with_second_factor(district: District) -> Change:
    user = hire(Role.CLERK, district.oak)
    Authenticator.objects.create(user=user, type="totp", data={})
    return Change(hire(Role.DIRECTOR), WHY, user.pk)


def on_role(**data: Any) -> Callable[[District], Change]:
    def change(district: District) -> Change:
        held = GrantFactory(scope=Scope.SCHOOL, school=district.oak)
        return Change(hire(Role.DIRECTOR), {**WHY, **data}, held.pk)

    return change


def roles(district: District) -> Change:
    held = GrantFactory(scope=Scope.SCHOOL, school=district.oak)
    return Change(hire(Role.DIRECTOR), {**WHY, "ends": NEXT_JUNE, "grant": held.pk})


def mail_to_me(_district: District) -> Change:
    return Change(hire(Role.DIRECTOR), {"morning": "on", "hour": "7"})


STAFF_CHANGES: dict[str, Callable[[District], Change]] = {
    "accounts:invite": to_invite,
    "accounts:give": to_give,
    "accounts:invite_again": invited,
    "accounts:close": on_person(reason="Left"),
    "accounts:open": closed,
    "accounts:reset_password": on_person(reason="Lost"),
    "accounts:reset_second_factor": with_second_factor,
    "accounts:end": on_role(),
    "accounts:go_on": on_role(ends=NEXT_JUNE),
    "accounts:go_on_many": roles,
    "accounts:settings": mail_to_me,
}
