"""Judging what is due: after an import, after a filing, and when the day moved on."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from attendance.actions.assess import assess, take_turn
from attendance.queries.standings import is_judging_due
from audit.choices import ActorKind
from audit.rules import Actor

JOB = Actor(kind=ActorKind.JOB, id="judge_what_is_due", name="judge_what_is_due")


@shared_task(ignore_result=True, soft_time_limit=28 * 60, time_limit=30 * 60)
def judge_what_is_due() -> None:
    """Judge the student-years whose inputs changed. A second run finds nothing to do.

    While another one judges, this leaves at once: waiting, it would keep an import from the worker.
    """
    today = timezone.localdate()
    with transaction.atomic():
        if is_judging_due(today) and take_turn():
            assess(today=today, by=JOB)
