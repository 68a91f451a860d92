"""Invitations: made, mailed, used. Whoever is invited chooses the password; nobody else knows it."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from accounts.actions.refusals import InvitationIsOver
from accounts.choices import OPEN_INVITATIONS, TO_HAND_OVER, InvitationState
from accounts.models import Invitation, User
from accounts.queries.invitations import OPEN_FOR, link_of
from audit.actions import record
from audit.rules import Act
from core.leases import LeaseLost, claim, give_up, settle

log = logging.getLogger(__name__)
TABLE = Invitation._meta.db_table
MAIL_SECONDS = 60  # then another worker tries: a mail server that answers does so sooner


def send_invitation(act: Act, user: User) -> Invitation:
    """Withdraw the open invitation of a locked account and make a new one; call it inside the
    transaction of the change. The mail follows by itself where the site sends any.
    """
    withdraw_invitation(user)
    state = InvitationState.WAITING if settings.SENDS_MAIL else InvitationState.BY_HAND
    made = Invitation.objects.create(
        user=user,
        state=state,
        made_at=act.at,
        made_by=act.actor.name,
        expires_at=act.at + OPEN_FOR,
    )
    record(
        act,
        action="user.invited",
        target_kind="user",
        target_id=user.pk,
        detail={"invitation": made.pk, "until": made.expires_at.isoformat()},
    )
    return made


def withdraw_invitation(user: User) -> bool:
    """End the invitation that an account has open; return whether there was one."""
    there = Invitation.objects.filter(user=user, state__in=OPEN_INVITATIONS)
    return bool(there.update(state=InvitationState.WITHDRAWN))


def renew_seen_link(act: Act, user: User) -> None:
    """Make a new link for a locked account that is to open more, where the last one stood on its
    page: whoever managed less of it may have kept it.
    """
    if Invitation.objects.filter(user=user, state__in=TO_HAND_OVER).exists():
        send_invitation(act, user)


@transaction.atomic
def join(act: Act, *, invitation: Invitation, password: str) -> User:
    """Set the password of whoever has the link, once. The act is theirs.

    Raises InvitationIsOver, also where they have a password by now.
    """
    # First the account, then its invitation: as whoever closes it or invites again locks them.
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    if user.has_usable_password():
        raise InvitationIsOver
    there = Invitation.objects.filter(
        pk=invitation.pk, state__in=OPEN_INVITATIONS, expires_at__gt=act.at
    )
    if not there.update(state=InvitationState.USED):  # somebody was quicker with the same link
        raise InvitationIsOver
    user.set_password(password)
    user.save(update_fields=["password"])
    record(act, action="user.joined", target_kind="user", target_id=user.pk)
    return user


@transaction.atomic
def choose_password(act: Act, *, user: User, password: str) -> None:
    """Set the password that somebody chose by the mail for a forgotten one, or on their own page.

    Whoever had not used their invitation has joined by it, and the invitation is over.
    """
    there = User.objects.select_for_update().filter(pk=user.pk, is_active=True)
    if not there:  # closed since the page came
        return
    user.set_password(password)
    user.save(update_fields=["password"])
    if withdraw_invitation(user):
        record(act, action="user.joined", target_kind="user", target_id=user.pk)


def mail_next() -> bool:
    """Send one invitation that waits; return whether there was one.

    One that the mail server does not take is tried again when its lease is over, five times; then
    it says so, and the link is to be handed over.
    """
    give_up(table=TABLE, running=[InvitationState.SENDING], failed=InvitationState.FAILED)
    lease = claim(
        table=TABLE,
        moves={InvitationState.WAITING: InvitationState.SENDING},
        seconds=MAIL_SECONDS,
    )
    if lease is None:
        return False
    invitation = Invitation.objects.select_related("user").get(pk=lease.pk)
    try:
        _mail(invitation)
        settle(lease, state=InvitationState.SENT)
    except OSError as error:
        log.warning("invitation %s: the mail server did not take it: %s", invitation.pk, error)
    except LeaseLost:
        log.info("invitation %s: used or withdrawn while it was sent", invitation.pk)
    return True


def _mail(invitation: Invitation) -> None:
    about = {
        "invitation": invitation,
        "user": invitation.user,
        "link": link_of(invitation),
        "district_name": settings.DISTRICT_NAME,
    }
    send_mail(
        subject=f"Your account at {settings.DISTRICT_NAME}",
        message=render_to_string("accounts/mail/invitation.txt", about),
        from_email=None,
        recipient_list=[invitation.user.email],
    )
