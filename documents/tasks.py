"""What beat asks for: files that were stored and attached to nothing."""

from datetime import timedelta

from celery import shared_task

from core import clock
from documents.actions import sweep

KEPT = timedelta(days=1)  # far longer than any transaction that attaches what it stored


@shared_task(ignore_result=True)
def sweep_files() -> None:
    """Delete files older than a day that belong to no document, such as of attachments that were refused."""
    sweep(before=clock.now() - KEPT)
