"""Judging what is due: after an import, after a filing, and when the day moved on."""

from celery import shared_task
from django.utils import timezone

from attendance.actions.assess import assess
from attendance.queries.standings import is_judging_due
from audit.choices import ActorKind
from audit.rules import Actor

JOB = Actor(kind=ActorKind.JOB, id="judge_what_is_due", name="judge_what_is_due")


@shared_task(ignore_result=True, soft_time_limit=28 * 60, time_limit=30 * 60)
def judge_what_is_due() -> None:
    """Judge the student-years whose inputs changed. A second run finds nothing to do."""
    today = timezone.localdate()
    if is_judging_due(today):
        assess(today=today, by=JOB)
