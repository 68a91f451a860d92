"""Accounts: made and closed. What they open is in their grants."""

from datetime import timedelta

from django.db import transaction

from accounts.actions.grants import LONGEST, grant
from accounts.actions.refusals import AdministratorExists, PersonIsDeactivated
from accounts.choices import Role
from accounts.models import Grant, User
from audit.actions import record
from audit.rules import Act


@transaction.atomic
def make_first_administrator(act: Act, *, email: str, name: str, password: str) -> User:
    """Make the first account of an installation: a system administrator, who sees no student.

    Raises AdministratorExists, changing nothing, while one holds that role.
    """
    if User.objects.holding(Role.SYSTEM_ADMINISTRATOR, on=act.on).exists():
        raise AdministratorExists
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
    record(
        act,
        action="user.deactivated",
        target_kind="user",
        target_id=user.pk,
        detail={"reason": reason, "grants": taken},
    )
    return user
