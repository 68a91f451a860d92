"""Mail to staff about their own day: chosen, queued once a day, sent. It names no child."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.choices import DigestState
from accounts.models import Digest, MailWish, User
from accounts.queries.digests import wishes
from accounts.rules import mails_at
from audit.actions import record
from audit.rules import Act
from core.leases import LeaseLost, claim, give_up, settle

log = logging.getLogger(__name__)
TABLE = Digest._meta.db_table
MAIL_SECONDS = 60  # then another worker tries


class Written(NamedTuple):
    """A mail as it goes out."""

    subject: str
    text: str


# Writes the mail of a person who wished for it, or None where nothing is to be said that day.
Writer = Callable[[MailWish, date], Written | None]


@transaction.atomic
def choose_mail(
    act: Act, *, user: User, morning: bool, overdue: bool, week: bool, hour: int
) -> MailWish:
    """Keep what somebody wants by mail, and from which hour; their own to say. Said twice, it is said."""
    said: dict[str, Any] = {"morning": morning, "overdue": overdue, "week": week, "hour": hour}
    User.objects.select_for_update().get(pk=user.pk)
    there = MailWish.objects.filter(pk=user.pk, **said).first()
    if there:
        return there
    wish, _ = MailWish.objects.update_or_create(user=user, defaults=said)
    record(act, action="user.mail_chosen", target_kind="user", target_id=user.pk, detail=said)
    return wish


def queue_digests(*, on: date, hour: int) -> int:
    """Queue the mail of a school day for everybody whose hour has come; return how many. Each person has
    one a day, however often this runs. Two statements.
    """
    queued = Digest.objects.filter(user=OuterRef("user"), on=on)
    due = wishes().filter(hour__in=mails_at(hour))
    people = due.exclude(Exists(queued)).values_list("user", flat=True)
    made = Digest.objects.bulk_create(
        [Digest(user_id=user, on=on, state=DigestState.WAITING) for user in people],
        ignore_conflicts=True,
    )
    return len(made)


def mail_next_digest(write: Writer, *, on: date) -> bool:
    """Send one mail that waits; return whether there was one. One of a day before is not sent any more.

    What there is to say is asked as it is sent. One that the mail server does not take is tried again
    when its lease is over, five times, and then left.
    """
    give_up(table=TABLE, running=[DigestState.SENDING], failed=DigestState.FAILED)
    lease = claim(
        table=TABLE, moves={DigestState.WAITING: DigestState.SENDING}, seconds=MAIL_SECONDS
    )
    if lease is None:
        return False
    digest = Digest.objects.select_related("user").get(pk=lease.pk)
    try:
        settle(lease, state=_send(digest, write, on))
    except OSError as error:
        log.warning("digest %s: the mail server did not take it: %s", digest.pk, error)
    except LeaseLost:
        log.info("digest %s: another worker had it meanwhile", digest.pk)
    return True


def _send(digest: Digest, write: Writer, on: date) -> DigestState:
    """Send what is to be said, to whoever still wants it and may sign in."""
    wish = wishes().filter(user=digest.user).first()
    said = write(wish, on) if wish and digest.on == on else None
    if said is None:
        return DigestState.NOTHING
    site = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    # The same name each time it is tried: a mail program shows two of one name once.
    headers = {"Message-ID": f"<digest-{digest.user_id}-{digest.on.isoformat()}@{site}>"}
    EmailMessage(said.subject, said.text, None, [digest.user.email], headers=headers).send()
    return DigestState.SENT
