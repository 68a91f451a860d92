"""The step of EC 48260.5 that judging reads: complete when a notice was mailed, and taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from attendance.actions.due import mark_due
from attendance.choices import StepKind
from attendance.models import ProcessStep
from letters.choices import NOTICE
from letters.models import Notice


def complete(
    notices: Sequence[Notice], details: Mapping[int, dict[str, Any]], at: datetime
) -> None:
    """Write the step of each notice; their student-years become due for judging."""
    ProcessStep.objects.bulk_create(
        [
            ProcessStep(
                student_id=notice.student_id,
                school_year=notice.school_year,
                kind=StepKind.NOTICE_48260_5,
                happened_at=at,
                evidence_kind=NOTICE,
                evidence_id=str(notice.pk),
                detail=details[notice.pk],
            )
            for notice in notices
        ],
        ignore_conflicts=True,
    )
    _judge_again(notices)


def take_back(notices: Sequence[Notice], at: datetime) -> None:
    """Let the steps of these notices count no more; their student-years are judged again."""
    ProcessStep.objects.filter(
        kind=StepKind.NOTICE_48260_5,
        evidence_kind=NOTICE,
        evidence_id__in=[str(notice.pk) for notice in notices],
        withdrawn_at=None,
    ).update(withdrawn_at=at)
    _judge_again(notices)


def _judge_again(notices: Sequence[Notice]) -> None:
    with connection.cursor() as cursor:
        mark_due(
            cursor,
            "SELECT student_id, school_year FROM letters_notice WHERE id = ANY(%(ids)s)",
            {"ids": [notice.pk for notice in notices]},
        )
