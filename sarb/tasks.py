"""Packets on order: find one, build it."""

from celery import shared_task

from audit.actions import job
from packets.actions.building import build_next
from sarb.queries.dossiers import CAUSE

# Every kind of thing that packets are ordered about.
CAUSES = (CAUSE,)


@shared_task(ignore_result=True, soft_time_limit=28 * 60, time_limit=30 * 60)
def build_due_packets() -> None:
    """Build every packet on order, one after another; several workers share them."""
    while build_next(job("packets"), causes=CAUSES):
        pass
