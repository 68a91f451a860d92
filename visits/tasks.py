"""What beat asks for: who is not back from a visit."""

from celery import shared_task

from audit.actions import job
from visits.actions import ring


@shared_task(ignore_result=True)
def ring_for_the_late() -> None:
    """Ask the colleague of each visit that is late to reach whoever went. A second run asks nobody."""
    ring(job("ring_for_the_late"))
