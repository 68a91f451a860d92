"""What beat asks for: drafts that nobody came back to."""

from celery import shared_task
from django.db import transaction

from audit.actions import job
from contacts.actions import forget_old_drafts
from law.queries import pack_in_force


@shared_task(ignore_result=True)
def drop_old_drafts() -> None:
    """Delete drafts older than the policy keeps them."""
    act = job("drop_old_drafts")
    days = pack_in_force(act.on).value("contact.draft_days")
    with transaction.atomic():
        forget_old_drafts(act, days=days)
