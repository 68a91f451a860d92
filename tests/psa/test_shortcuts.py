"""The bar of a phone has what each role does on the way, and nothing whose door is shut."""

import pytest

from accounts.access import reach_of
from accounts.choices import Role
from desk.navigation import NAVIGATION, ROOM, SHORTCUTS, shortcuts
from psa.context import navigation
from tests.factories import TODAY, GrantFactory
from tests.world import hire

NAMES = [page.name for page in NAVIGATION]


def bar(user):
    scope = reach_of(user, on=TODAY)
    return [item.name for item in navigation(scope, current="/") if item.at_hand]


def test_every_role_has_shortcuts_of_the_side_bar():
    assert set(SHORTCUTS) == set(Role)
    for role, names in SHORTCUTS.items():
        assert len(set(names)) == len(names) <= ROOM, role
        assert names[0] == "today", role
        assert set(names) <= set(NAMES), role


@pytest.mark.parametrize("role", list(Role))
def test_whoever_has_a_role_may_open_all_of_them(db, role):
    open_to = bar(hire(role))
    assert set(SHORTCUTS[role]) <= set(open_to)
    assert open_to == sorted(open_to, key=NAMES.index)


@pytest.mark.parametrize(
    ("role", "found"),
    [
        (Role.CLERK, ["today", "search", "schools", "letters:letters"]),
        (Role.SARB_CHAIR, ["today", "search", "sarb:referrals", "sarb:hearings"]),
    ],
)
def test_it_is_what_the_role_does(db, role, found):
    assert bar(hire(role)) == found


def test_of_two_roles_it_has_no_more_than_its_room(db):
    user = hire(Role.CLERK)
    GrantFactory(to=user, role=Role.SARB_CHAIR)
    assert len(bar(user)) == ROOM


@pytest.mark.parametrize(
    ("names", "roles", "found"),
    [
        ([], [Role.CLERK], set()),
        (["today", "policy"], [Role.CLERK], {"today", "policy"}),
        (NAMES, [], set(NAMES[:4])),
        (NAMES, ["a role of tomorrow"], set(NAMES[:4])),
        (NAMES, [Role.PANEL_MEMBER], set(NAMES[:4])),
    ],
)
def test_where_roles_leave_room_the_side_bar_fills_it(names, roles, found):
    assert shortcuts(names, roles) == found
