"""Packets on order: find one, build it."""

from celery import shared_task

from sarb.actions.packets import build_next


@shared_task(ignore_result=True, soft_time_limit=28 * 60, time_limit=30 * 60)
def build_due_packets() -> None:
    """Build every packet on order, one after another; several workers share them."""
    while build_next():
        pass
