"""Waiting imports: find one, carry it out."""

from celery import shared_task

from audit.actions import job
from sis.actions.work import work_on_next


@shared_task(ignore_result=True, soft_time_limit=28 * 60, time_limit=30 * 60)
def run_due_imports() -> None:
    """Preview or apply one waiting import. The next poke of beat takes the next one."""
    work_on_next(job("imports"))
