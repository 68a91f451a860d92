"""What beat asks for: tasks from what was judged, and how good the records are."""

from celery import shared_task
from django.db import transaction

from audit.actions import job
from cases.actions import follow
from desk.queries.quality import count_doubts
from desk.registry import PROPOSALS
from sis.actions.doubts import keep_counts
from tasks.actions import is_behind

LOOK_EVERY = 60  # seconds between two looks through the district's last days


@shared_task(ignore_result=True, soft_time_limit=9 * 60, time_limit=10 * 60)
def propose_tasks() -> None:
    """Propose tasks for what was judged since. A second run finds nothing to do."""
    with transaction.atomic():
        if is_behind():
            follow(job("propose_tasks"), PROPOSALS, every=LOOK_EVERY)


@shared_task(ignore_result=True, soft_time_limit=29 * 60, time_limit=30 * 60)
def count_quality() -> None:
    """Count what is missing or doubtful, once a day and after an import."""
    keep_counts(job("count_quality"), count_doubts)
