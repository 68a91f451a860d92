"""Accounts: made, closed, opened again, unlocked. What they open is in their grants."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.access import may_manage, reach_of
from accounts.actions.grants import LONGEST, grant
from accounts.actions.invitations import send_invitation, withdraw_invitation
from accounts.actions.refusals import (
    AccountExists,
    AccountIsNotYours,
    AccountIsOnesOwn,
    AccountIsOpen,
    AdministratorExists,
    HasJoined,
    HasNoPassword,
    NoSecondFactor,
    PersonIsDeactivated,
)
from accounts.actions.roles import keep_an_administrator
from accounts.choices import Role, Scope
from accounts.models import Grant, Invitation, User
from audit.actions import record
from audit.choices import ActorKind
from audit.rules import Act


@transaction.atomic
def make_first_administrator(act: Act, *, email: str, name: str, password: str) -> User:
    """Make the first account of an installation: a system administrator, who sees no student.

    Raises AdministratorExists, changing nothing, while one holds that role; AccountExists if the
    address is taken: when every administrator's role has ended, it is given anew.
    """
    if User.objects.holding(Role.SYSTEM_ADMINISTRATOR, on=act.on).exists():
        raise AdministratorExists
    if User.objects.filter(email__iexact=email).exists():
        raise AccountExists("There is an account with this address: give_grant gives it the role.")
    user = User.objects.create_user(email, password, name=name)
    record(act, action="person.made", target_kind="user", target_id=user.pk)
    grant(
        act,
        to=user,
        role=Role.SYSTEM_ADMINISTRATOR,
        starts=act.on,
        ends=act.on + LONGEST - timedelta(days=1),
        reason="first administrator of the installation",
    )
    return user


@transaction.atomic
def invite(act: Act, *, email: str, name: str) -> User:
    """Make an account without a password, and send the link to choose one. It opens nothing yet.

    Raises AccountExists, which says whose the address is.
    """
    address = User.objects.normalize_email(email).lower()
    made, is_new = User.objects.get_or_create(email=address, defaults={"name": name})
    if not is_new:
        closed = "" if made.is_active else ", closed: open it again"
        raise AccountExists(f"{made.name} has an account with this address{closed}.")
    made.set_unusable_password()
    made.save(update_fields=["password"])
    record(act, action="person.made", target_kind="user", target_id=made.pk)
    send_invitation(act, made)
    return made


@transaction.atomic
def invite_again(act: Act, *, user: User) -> Invitation:
    """Give somebody who has not joined a new link; the one before no longer works.

    Raises AccountIsOnesOwn, AccountIsNotYours, PersonIsDeactivated or HasJoined.
    """
    user = _managed(act, user)
    if not user.is_active:
        raise PersonIsDeactivated
    if user.has_usable_password():
        raise HasJoined
    return send_invitation(act, user)


@transaction.atomic
def reset_password(act: Act, *, user: User, reason: str) -> Invitation:
    """Have somebody who lost their password choose a new one by a link. The old one no longer
    works and every session ends; a second factor stays.

    Raises AccountIsOnesOwn, AccountIsNotYours, PersonIsDeactivated, HasNoPassword, or
    LastAdministrator unless it is a command: whoever runs that has the link.
    """
    user = _managed(act, user)
    if not user.is_active:
        raise PersonIsDeactivated
    if not user.has_usable_password():
        raise HasNoPassword
    if act.actor.kind != ActorKind.COMMAND:
        keep_an_administrator(act, Grant.objects.of(user.actor).of_places().live(act.on))
    user.set_unusable_password()
    user.save(update_fields=["password"])
    _note(act, "user.password_reset", user, reason=reason)
    return send_invitation(act, user)


@transaction.atomic
def close_account(act: Act, *, user: User, reason: str) -> User:
    """Close an account, as `deactivate`, of somebody whose every role is the actor's to end.

    Raises AccountIsOnesOwn, AccountIsNotYours, LastAdministrator or PersonIsDeactivated.
    """
    user = _managed(act, user)
    held = Grant.objects.of(user.actor).of_places().live(act.on)
    keep_an_administrator(act, held)
    return deactivate(act, user=user, reason=reason)


@transaction.atomic
def deactivate(act: Act, *, user: User, reason: str) -> User:
    """Close an account: every session ends now and every grant is taken back.

    Opening it again gives nothing back: it takes a new password and new grants. Raises
    PersonIsDeactivated if it was closed before.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise PersonIsDeactivated
    # Sessions are bound to the password: a new one, even unusable, ends them all for good.
    user.set_unusable_password()
    user.is_active = False
    user.save(update_fields=["password", "is_active"])
    held = Grant.objects.of(user.actor).filter(revoked_at=None)
    taken = held.update(revoked_at=act.at)
    withdraw_invitation(user)
    _note(act, "user.deactivated", user, reason=reason, grants=taken)
    return user


@transaction.atomic
def open_account(act: Act, *, user: User, reason: str) -> User:
    """Open a closed account: its person is invited to choose a new password, and has no role.

    Raises AccountIsOnesOwn or AccountIsOpen.
    """
    user = _managed(act, user)
    if user.is_active:
        raise AccountIsOpen
    user.is_active = True
    user.save(update_fields=["is_active"])
    _note(act, "user.opened", user, reason=reason)
    send_invitation(act, user)
    return user


@transaction.atomic
def reset_second_factor(act: Act, *, user: User, reason: str) -> int:
    """Have somebody who lost their device sign in by password alone, until they set up another.
    Return how many keys and codes no longer work.

    Raises AccountIsOnesOwn, AccountIsNotYours or NoSecondFactor.
    """
    user = _managed(act, user)
    gone, _ = Authenticator.objects.filter(user=user).delete()
    if not gone:
        raise NoSecondFactor
    _note(act, "user.second_factor_reset", user, reason=reason)
    return gone


def _managed(act: Act, user: User) -> User:
    """Lock an account that the actor may close, open and unlock; or refuse."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.actor.key == act.actor.key:
        raise AccountIsOnesOwn
    live = Grant.objects.of(user.actor).live(act.on)
    held = live.of_places().select_related("region", "school")
    has_students = live.filter(scope=Scope.STUDENT).exists()
    scope = reach_of(act.actor, on=act.on)
    if not may_manage(scope, held, of=user.actor.key, has_students=has_students):
        raise AccountIsNotYours
    return user


def _note(act: Act, action: str, user: User, **detail: object) -> None:
    record(act, action=action, target_kind="user", target_id=user.pk, detail=detail)
