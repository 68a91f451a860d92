"""The step of EC 48260.5 that judging reads: complete when a notice was mailed, and taken back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from attendance.actions.due import mark_due
from attendance.choices import StepKind
from attendance.models import ProcessStep
from letters.choices import NOTICE, EventKind
from letters.models import LetterEvent, Notice


def complete(
    notices: Sequence[Notice], details: Mapping[int, dict[str, Any]], at: datetime
) -> None:
    """Write the step of each notice; their student-years become due for judging.

    A step that was taken back stays, so that one for a second mailing has a name of its own.
    """
    names = _names(notices)
    ProcessStep.objects.bulk_create(
        [
            ProcessStep(
                student_id=notice.student_id,
                school_year=notice.school_year,
                kind=StepKind.NOTICE_48260_5,
                happened_at=at,
                evidence_kind=NOTICE,
                evidence_id=names[notice.pk],
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
        evidence_id__in=_names(notices).values(),
        withdrawn_at=None,
    ).update(withdrawn_at=at)
    _judge_again(notices)


def _names(notices: Sequence[Notice]) -> dict[int, str]:
    """Return what the step of each is named by: '17', and '17:2' for a second mailing."""
    events = LetterEvent.objects.filter(notice__in=notices, kind=EventKind.MAILED)
    mailed = Counter(events.values_list("notice_id", flat=True))
    return {
        notice.pk: f"{notice.pk}:{mailed[notice.pk]}" if mailed[notice.pk] > 1 else str(notice.pk)
        for notice in notices
    }


def _judge_again(notices: Sequence[Notice]) -> None:
    with connection.cursor() as cursor:
        mark_due(
            cursor,
            "SELECT student_id, school_year FROM letters_notice WHERE id = ANY(%(ids)s)",
            {"ids": [notice.pk for notice in notices]},
        )
