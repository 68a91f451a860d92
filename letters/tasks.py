"""Letters in the background: notices become due, and copies are printed."""

import time

from celery import shared_task
from django.utils import timezone

from audit.choices import ActorKind
from audit.rules import Actor
from letters.actions.follow import follow, is_behind
from letters.actions.printing import print_next

JOB = Actor(kind=ActorKind.JOB, id="letters", name="letters")
# A poke prints for no longer than this and then makes room; the next one goes on.
SECONDS_AT_ONCE = 20


@shared_task(ignore_result=True)
def follow_reports() -> None:
    """Make due what newly filed reports call for. A second run finds nothing to do."""
    if is_behind(now=timezone.now()):
        follow(by=JOB)


@shared_task(ignore_result=True)
def print_due_letters() -> None:
    """Print the copies that wait, until none does or the time is up."""
    until = time.monotonic() + SECONDS_AT_ONCE
    while time.monotonic() < until and print_next(by=JOB):
        pass
