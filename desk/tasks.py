"""What beat asks for: tasks from what was judged, how good the records are, and mail about a day."""

import time

from celery import shared_task
from django.db import transaction
from django.utils.timezone import localtime

from accounts.actions import mail_next_digest, queue_digests
from audit.actions import job
from cases.actions import follow
from contacts.actions.calls import leave_explained
from core import clock
from desk.queries.digest import write_digest
from desk.queries.quality import count_doubts
from desk.registry import PROPOSALS
from sis.actions.doubts import keep_counts
from students.queries.days import first_taught_since
from tasks.actions import is_behind

LOOK_EVERY = 60  # seconds between two looks through the district's last days
MAIL_AT_ONCE = 40  # seconds, then a poke makes room for the next one


@shared_task(ignore_result=True, soft_time_limit=9 * 60, time_limit=10 * 60)
def propose_tasks() -> None:
    """Propose tasks for what was judged since. A second run finds nothing to do."""
    with transaction.atomic():
        if is_behind():
            act = job("propose_tasks")
            leave_explained(act)
            follow(act, PROPOSALS, every=LOOK_EVERY)


@shared_task(ignore_result=True, soft_time_limit=29 * 60, time_limit=30 * 60)
def count_quality() -> None:
    """Count what is missing or doubtful, once a day and after an import."""
    keep_counts(job("count_quality"), count_doubts)


@shared_task(ignore_result=True)
def mail_digests() -> None:
    """Queue the mail about a school day for whoever's hour has come, and send what waits."""
    now, until = localtime(clock.now()), time.monotonic() + MAIL_AT_ONCE
    on = clock.day_of(now)
    if first_taught_since(on) == on:
        queue_digests(on=on, hour=now.hour)
    while time.monotonic() < until and mail_next_digest(write_digest, on=on):
        pass
