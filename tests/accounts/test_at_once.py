"""Two at once: what each may do alone, both together may not."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection

from accounts.actions import (
    HasJoined,
    InvitationIsOver,
    close_account,
    end_role,
    extend_role,
    give_role,
    invite,
    invite_again,
    join,
)
from accounts.choices import Role
from accounts.models import Grant, Invitation, User
from core.refusals import Refusal
from tests.factories import TODAY, act
from tests.world import hire

DAY = timedelta(days=1)
PASSWORD = "nine quiet lanterns at dawn"


def together(*changes):
    """Make the changes at the same moment, each on a connection of its own; return the refusals."""
    start = Barrier(len(changes))

    def make(change):
        start.wait(10)
        try:
            change()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(changes)) as threads:
        return [refusal for refusal in threads.map(make, changes) if refusal]


@pytest.fixture
def boss(committed, district):
    return hire(Role.DIRECTOR)


def test_two_administrators_do_not_end_each_other(committed, district):
    one, two = hire(Role.SYSTEM_ADMINISTRATOR), hire(Role.SYSTEM_ADMINISTRATOR)
    roles = {user: Grant.objects.of(user.actor).get() for user in (one, two)}
    refused = together(
        lambda: end_role(act(one), grant=roles[two], reason="Left"),
        lambda: end_role(act(two), grant=roles[one], reason="Left"),
    )
    assert len(refused) == 1
    assert User.objects.holding(Role.SYSTEM_ADMINISTRATOR, on=TODAY).count() == 1


def test_two_administrators_do_not_close_each_other(committed, district):
    one, two = hire(Role.SYSTEM_ADMINISTRATOR), hire(Role.SYSTEM_ADMINISTRATOR)
    refused = together(
        lambda: close_account(act(one), user=two, reason="Left"),
        lambda: close_account(act(two), user=one, reason="Left"),
    )
    assert len(refused) == 1
    assert User.objects.holding(Role.SYSTEM_ADMINISTRATOR, on=TODAY).count() == 1


def test_a_role_given_twice_at_once_is_one(boss, district):
    user = hire(Role.CLERK, district.elm)
    words = {"role": Role.CLERK, "place": district.oak, "reason": "New"}

    def give():
        give_role(act(boss), to=user, starts=TODAY, ends=TODAY + DAY, **words)

    assert len(together(give, give)) == 1
    assert Grant.objects.filter(school=district.oak).count() == 1


def test_a_role_that_goes_on_twice_at_once_goes_on_once(boss, district):
    held = Grant.objects.of(hire(Role.CLERK, district.oak).actor).get()

    def extend():
        extend_role(act(boss), grant=held, ends=held.ends + 30 * DAY, reason="Stays")

    assert len(together(extend, extend)) == 1
    assert Grant.objects.filter(school=district.oak).count() == 2


def test_no_role_goes_on_while_its_account_is_closed_or_it_ends(boss, district):
    for nth, stop in enumerate((stop_account, stop_role) * 3):
        held = Grant.objects.of(hire(Role.CLERK, district.oak).actor).get()
        together(
            partial(stop, boss, held),
            partial(extend_role, act(boss), grant=held, ends=held.ends + 30 * DAY, reason="Stays"),
        )
        assert not Grant.objects.filter(principal=held.principal).live(TODAY).exists(), nth


def stop_account(boss, held):
    close_account(act(boss), user=User.objects.get(pk=held.person), reason="Left")


def stop_role(boss, held):
    end_role(act(boss), grant=held, reason="Moved")


def test_somebody_invited_twice_at_once_is_one(boss):
    def ask():
        invite(act(boss), email="max@district.example", name="Max Orr")

    assert len(together(ask, ask)) == 1
    assert Invitation.objects.count() == 1


def test_a_link_used_twice_at_once_sets_one_password(boss):
    user = invite(act(boss), email="max@district.example", name="Max Orr")
    invitation = Invitation.objects.get(user=user)

    def use():
        join(act(user), invitation=invitation, password=PASSWORD)

    assert len(together(use, use)) == 1


def test_a_link_used_while_a_new_one_is_made_neither_waits_for_ever(boss):
    user = invite(act(boss), email="max@district.example", name="Max Orr")
    invitation = Invitation.objects.get(user=user)
    [refused] = together(
        lambda: join(act(user), invitation=invitation, password=PASSWORD),
        lambda: invite_again(act(boss), user=user),
    )
    user.refresh_from_db()
    assert isinstance(refused, HasJoined if user.has_usable_password() else InvitationIsOver)
