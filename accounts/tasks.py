"""What beat asks for: mails to those who were invited, and sessions that are over."""

import time

from celery import shared_task

from accounts.actions import clear_sessions, mail_next
from audit.actions import job

# A poke mails for no longer than this and then makes room; the next one goes on.
SECONDS_AT_ONCE = 20


@shared_task(ignore_result=True)
def mail_invitations() -> None:
    """Send the invitations that wait, until none does or the time is up."""
    until = time.monotonic() + SECONDS_AT_ONCE
    while time.monotonic() < until and mail_next():
        pass


@shared_task(ignore_result=True)
def drop_old_sessions() -> None:
    """Delete the sessions that have expired."""
    clear_sessions(job("drop_old_sessions"))
