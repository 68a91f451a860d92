"""What beat asks for: mails to those who were invited."""

import time

from celery import shared_task

from accounts.actions import mail_next

# A poke mails for no longer than this and then makes room; the next one goes on.
SECONDS_AT_ONCE = 20


@shared_task(ignore_result=True)
def mail_invitations() -> None:
    """Send the invitations that wait, until none does or the time is up."""
    until = time.monotonic() + SECONDS_AT_ONCE
    while time.monotonic() < until and mail_next():
        pass
