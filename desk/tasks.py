"""What beat asks for: tasks from what was judged."""

from celery import shared_task
from django.db import transaction

from audit.actions import job
from cases.actions import follow
from desk.registry import PROPOSALS
from tasks.actions import is_behind

LOOK_EVERY = 60  # seconds between two looks through the district's last days


@shared_task(ignore_result=True, soft_time_limit=9 * 60, time_limit=10 * 60)
def propose_tasks() -> None:
    """Propose tasks for what was judged since. A second run finds nothing to do."""
    with transaction.atomic():
        if is_behind():
            follow(job("propose_tasks"), PROPOSALS, every=LOOK_EVERY)
