"""Letters in the background: notices become due, and copies are printed."""

import time

from celery import shared_task

from audit.actions import job
from letters.actions.follow import follow, is_behind
from letters.actions.printing import print_next

JOB = "letters"
# A poke prints for no longer than this and then makes room; the next one goes on.
SECONDS_AT_ONCE = 20


@shared_task(ignore_result=True)
def follow_reports() -> None:
    """Make due what newly filed reports call for. A second run finds nothing to do."""
    act = job(JOB)
    if is_behind(act):
        follow(act)


@shared_task(ignore_result=True)
def print_due_letters() -> None:
    """Print the copies that wait, until none does or the time is up."""
    until = time.monotonic() + SECONDS_AT_ONCE
    while time.monotonic() < until and print_next(job(JOB)):
        pass
