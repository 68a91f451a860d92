"""Accounts: made by invitation, closed, opened again, unlocked; whom, by whom, once."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from accounts.actions import (
    AccountExists,
    AccountIsNotYours,
    AccountIsOnesOwn,
    AccountIsOpen,
    HasJoined,
    HasNoPassword,
    LastAdministrator,
    NoSecondFactor,
    PersonIsDeactivated,
    close_account,
    invite,
    invite_again,
    join,
    open_account,
    reset_password,
    reset_second_factor,
)
from accounts.choices import InvitationState, Role, Scope
from accounts.models import Grant, Invitation, User
from accounts.queries.invitations import invitation_by, token_of
from audit.actions import command
from audit.models import AuditEvent
from psa.integrity import problems
from tests.factories import TODAY, GrantFactory, UserFactory, act
from tests.world import hire, person, sign_in

MARIA = {"email": "Maria.Lopez@District.example", "name": "Maria López"}


@pytest.fixture
def boss(district):
    return hire(Role.DIRECTOR)


@pytest.fixture
def admin(district):
    return hire(Role.SYSTEM_ADMINISTRATOR)


def acts_on(user):
    events = AuditEvent.objects.filter(target_kind="user", target_id=str(user.pk))
    return list(events.order_by("pk").values_list("action", "actor_id"))


def invited(by, **words):
    user = invite(act(by), **{**MARIA, **words})
    return user, Invitation.objects.get(user=user, state=InvitationState.WAITING)


def test_invite(boss):
    maria, invitation = invited(boss)
    assert (maria.email, maria.name) == ("maria.lopez@district.example", "Maria López")
    assert not maria.has_usable_password()
    assert not Grant.objects.of(maria.actor).exists()
    assert invitation.made_by == boss.name
    assert acts_on(maria) == [("person.made", str(boss.pk)), ("user.invited", str(boss.pk))]


@pytest.mark.parametrize("email", ["maria.lopez@district.example", "MARIA.LOPEZ@DISTRICT.EXAMPLE"])
def test_an_address_is_one_account(boss, email):
    maria, invitation = invited(boss)
    with pytest.raises(AccountExists, match="Maria López has an account"):
        invite(act(boss), email=email, name="Somebody else")
    assert list(Invitation.objects.all()) == [invitation]
    close_account(act(boss), user=maria, reason="Never came")
    with pytest.raises(AccountExists, match="open it again"):
        invite(act(boss), email=email, name="Maria López")


def test_a_site_that_sends_no_mail_hands_links_over(boss, settings):
    settings.SENDS_MAIL = False
    user = invite(act(boss), **MARIA)
    assert Invitation.objects.get(user=user).state == InvitationState.BY_HAND


def test_a_new_link_takes_the_place_of_the_last(boss):
    maria, first = invited(boss)
    second = invite_again(act(boss), user=maria)
    at = act(boss).at
    assert invitation_by(token_of(first), at=at) is None
    assert invitation_by(token_of(second), at=at) == second


def test_whoever_has_joined_is_not_invited_again(boss):
    with pytest.raises(HasJoined):
        invite_again(act(boss), user=UserFactory())
    assert not Invitation.objects.exists()


def test_a_closed_account_is_not_invited(boss):
    maria, _ = invited(boss)
    close_account(act(boss), user=maria, reason="Never came")
    with pytest.raises(PersonIsDeactivated):
        invite_again(act(boss), user=maria)


def test_close_account_and_open_it_again(district, boss):
    user = hire(Role.COUNSELOR, district.oak)
    GrantFactory(to=user, scope=Scope.STUDENT, student=district.ana)
    close_account(act(boss), user=user, reason="Left")
    assert not Grant.objects.of(user.actor).live(TODAY).exists()
    with pytest.raises(PersonIsDeactivated):
        close_account(act(boss), user=user, reason="Left")
    opened = open_account(act(boss), user=user, reason="Came back")
    assert opened.is_active
    assert not opened.has_usable_password()
    assert not Grant.objects.of(user.actor).live(TODAY).exists()
    assert Invitation.objects.get(user=user).state == InvitationState.WAITING
    with pytest.raises(AccountIsOpen):
        open_account(act(boss), user=user, reason="Came back")
    assert [action for action, _ in acts_on(user)] == [
        "user.deactivated",
        "user.opened",
        "user.invited",
    ]


def test_nobody_closes_or_unlocks_their_own(boss):
    for change in (close_account, open_account, reset_password, reset_second_factor):
        with pytest.raises(AccountIsOnesOwn):
            change(act(boss), user=boss, reason="Me")


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR])
def test_a_director_has_no_hand_on_those_who_watch(boss, role):
    other = hire(role)
    for change in (close_account, reset_password, reset_second_factor):
        with pytest.raises(AccountIsNotYours):
            change(act(boss), user=other, reason="No")
    with pytest.raises(AccountIsNotYours):
        invite_again(act(boss), user=other)
    other.refresh_from_db()
    assert other.is_active


def test_a_director_of_a_region_closes_nobody_of_another(district):
    north = hire(Role.DIRECTOR, district.north)
    close_account(act(north), user=hire(Role.CLERK, district.oak), reason="Left")
    with pytest.raises(AccountIsNotYours):
        close_account(act(north), user=hire(Role.CLERK, district.pine), reason="Left")
    both = hire(Role.CLERK, district.pine, to=hire(Role.CLERK, district.oak))
    with pytest.raises(AccountIsNotYours):
        close_account(act(north), user=both, reason="Left")


@pytest.mark.parametrize("days", [0, 1])
def test_whoever_has_single_students_is_managed_from_the_whole_district(district, boss, days):
    user = hire(Role.COUNSELOR, district.oak)
    of_ana = {"scope": Scope.STUDENT, "student": district.ana, "source": "assignment"}
    given = GrantFactory(to=user, starts=TODAY + timedelta(days=days), **of_ana)
    north = hire(Role.DIRECTOR, district.north)
    for change in (close_account, reset_password, reset_second_factor):
        with pytest.raises(AccountIsNotYours):
            change(act(north), user=user, reason="Left")
    assert not Grant.objects.filter(pk=given.pk, revoked_at__isnull=False).exists()
    page = person(north).client.get(f"/people/{user.pk}/").content.decode()
    assert "Close the account" not in page
    close_account(act(boss), user=user, reason="Left")
    assert not Grant.objects.of(user.actor).live(TODAY).exists()


def test_students_of_before_keep_nobody_from_closing_an_account(district):
    user = hire(Role.COUNSELOR, district.oak)
    of_ana = {"scope": Scope.STUDENT, "student": district.ana}
    GrantFactory(to=user, revoked_at=act().at, **of_ana)
    GrantFactory(to=user, ends=TODAY - timedelta(days=1), **of_ana)
    close_account(act(hire(Role.DIRECTOR, district.north)), user=user, reason="Left")
    command_closes = hire(Role.COUNSELOR, district.oak)
    GrantFactory(to=command_closes, **of_ana)
    close_account(command("close_account"), user=command_closes, reason="Left")


def test_the_last_administrator_is_not_closed(admin):
    by = command("close_account")
    with pytest.raises(LastAdministrator):
        close_account(by, user=admin, reason="Left")
    second = hire(Role.SYSTEM_ADMINISTRATOR)
    close_account(act(second), user=admin, reason="Left")
    with pytest.raises(LastAdministrator):
        close_account(by, user=second, reason="Left")
    assert User.objects.get(pk=second.pk).is_active


def test_reset_second_factor(district, boss):
    user = hire(Role.COUNSELOR, district.oak)
    with pytest.raises(NoSecondFactor):
        reset_second_factor(act(boss), user=user, reason="Lost")
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=user, type=kind, data={})
    kept = Authenticator.objects.create(user=boss, type="totp", data={})
    assert reset_second_factor(act(boss), user=user, reason="Lost phone") == 2
    assert list(Authenticator.objects.all()) == [kept]
    event = AuditEvent.objects.get(action="user.second_factor_reset")
    assert (event.target_id, event.detail["reason"]) == (str(user.pk), "Lost phone")


# --- A lost password -------------------------------------------------------------------------


def test_reset_password(district, boss):
    user = hire(Role.COUNSELOR, district.oak)
    Authenticator.objects.create(user=user, type="totp", data={})
    browser = sign_in(user)
    made = reset_password(act(boss), user=user, reason="Lost")
    user.refresh_from_db()
    assert not user.has_usable_password()
    assert browser.get("/").status_code == 302
    assert Grant.objects.of(user.actor).live(TODAY).exists()
    assert Authenticator.objects.filter(user=user).exists()
    assert made.state == InvitationState.WAITING
    assert [action for action, _ in acts_on(user)] == ["user.password_reset", "user.invited"]
    with pytest.raises(HasNoPassword):
        reset_password(act(boss), user=user, reason="Lost")
    join(act(user), invitation=made, password="nine quiet lanterns at dawn")
    assert User.objects.get(pk=user.pk).has_usable_password()


def test_a_closed_account_has_no_password_to_reset(boss):
    with pytest.raises(PersonIsDeactivated):
        reset_password(act(boss), user=UserFactory(is_active=False), reason="Lost")


def test_an_administrator_who_can_sign_in_stays_but_for_a_command(admin):
    by, gone = hire(Role.SYSTEM_ADMINISTRATOR), act()
    User.objects.filter(pk=by.pk).update(password="!")
    with pytest.raises(LastAdministrator):
        reset_password(act(by), user=admin, reason="Lost")
    assert (
        reset_password(command("reset_password"), user=admin, reason="Lost").expires_at > gone.at
    )


def test_check_data_proves_that_a_closed_account_opens_nothing(boss):
    name = "closed accounts that still open something"
    user, _ = invited(boss)
    assert name not in {problem.name for problem in problems()}
    User.objects.filter(pk=user.pk).update(is_active=False)
    [problem] = [problem for problem in problems() if problem.name == name]
    assert problem.examples == [str(user.pk)]
    Invitation.objects.update(state=InvitationState.WITHDRAWN)
    for ends, opens in ((TODAY - timedelta(days=1), False), (TODAY, True)):
        GrantFactory(to=user, ends=ends)
        assert (name in {problem.name for problem in problems()}) is opens
    Grant.objects.filter(person=user.pk).update(revoked_at=act().at)
    assert name not in {problem.name for problem in problems()}
