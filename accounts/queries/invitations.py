"""The links with which people set their first password."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.choices import OPEN_INVITATIONS
from accounts.models import Invitation, User
from core.keys import key_of

OPEN_FOR = timedelta(days=7)
SALT = "accounts.invitation"


def token_of(invitation: Invitation) -> str:
    """Return the secret of a link. It is not kept anywhere: only this installation can make it."""
    moment = int(invitation.made_at.timestamp() * 1_000_000)
    words = f"{invitation.pk}:{invitation.user_id}:{moment}"
    return f"{invitation.pk}-{salted_hmac(SALT, words, algorithm='sha256').hexdigest()}"


def path_of(invitation: Invitation) -> str:
    """Return the address of a link within the site."""
    return reverse("account_join", args=[token_of(invitation)])


def link_of(invitation: Invitation) -> str:
    """Return a link as it stands in a mail, where no request says what the site is called."""
    return settings.SITE_URL.rstrip("/") + path_of(invitation)


def invitation_by(token: str, *, at: datetime) -> Invitation | None:
    """Return the invitation whose link this is, with its user; None if it no longer works.

    One statement. A link tells nobody whether there is an account, and none works for an account
    that has a password.
    """
    asked = Invitation.objects.filter(pk=key_of(token.partition("-")[0])).select_related("user")
    found = asked.filter(state__in=OPEN_INVITATIONS, expires_at__gt=at).first()
    if found is None or found.user.has_usable_password():
        return None
    return found if constant_time_compare(token_of(found), token) else None


def invitation_of(user: User) -> Invitation | None:
    """Return the invitation that a person has not used yet, expired or not; None for none."""
    return Invitation.objects.filter(user=user, state__in=OPEN_INVITATIONS).first()
