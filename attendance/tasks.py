"""Judging what is due: after an import, after a filing, and when the day moved on."""

from celery import shared_task
from django.db import transaction

from attendance.actions.assess import assess, take_turn
from attendance.actions.weeks import count_weeks
from attendance.queries.standings import is_judging_due
from audit.actions import job


@shared_task(ignore_result=True, soft_time_limit=28 * 60, time_limit=30 * 60)
def judge_what_is_due() -> None:
    """Judge the student-years whose inputs changed. A second run finds nothing to do.

    While another one judges, this leaves at once: waiting, it would keep an import from the worker.
    """
    act = job("judge_what_is_due")
    with transaction.atomic():
        if is_judging_due(act.on) and take_turn():
            assess(act)


@shared_task(ignore_result=True, soft_time_limit=9 * 60, time_limit=10 * 60)
def count_school_weeks() -> None:
    """Count the days missed by the week, of what was judged since. A second run finds nothing to do."""
    count_weeks(job("count_school_weeks"))
