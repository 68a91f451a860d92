"""The step of EC 48260.5 that judging reads: complete when a notice was mailed, and taken back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attendance.actions.steps import Step, take, withdraw
from attendance.choices import EvidenceKind, StepKind
from audit.rules import Act
from letters.choices import EventKind
from letters.models import LetterEvent, Notice


def complete(
    act: Act, notices: Sequence[Notice], details: Mapping[int, dict[str, Any]], at: datetime
) -> None:
    """Take the step of each notice at the moment when it was mailed.

    A step that was taken back stays, so that one for a second mailing has a name of its own.
    """
    names = _names(notices)
    take(
        act,
        [
            Step(
                student_id=notice.student_id,
                school_year=notice.school_year,
                kind=StepKind.NOTICE_48260_5,
                happened_at=at,
                evidence_kind=EvidenceKind.NOTICE,
                evidence_id=names[notice.pk],
                detail=details[notice.pk],
            )
            for notice in notices
        ],
    )


def take_back(act: Act, notices: Sequence[Notice]) -> None:
    """Let the steps of these notices count no more."""
    withdraw(
        act,
        kind=StepKind.NOTICE_48260_5,
        evidence_kind=EvidenceKind.NOTICE,
        evidence_ids=list(_names(notices).values()),
    )


def _names(notices: Sequence[Notice]) -> dict[int, str]:
    """Return what the step of each is named by: '17', and '17:2' for a second mailing."""
    events = LetterEvent.objects.filter(notice__in=notices, kind=EventKind.MAILED)
    mailed = Counter(events.values_list("notice_id", flat=True))
    return {
        notice.pk: f"{notice.pk}:{mailed[notice.pk]}" if mailed[notice.pk] > 1 else str(notice.pk)
        for notice in notices
    }
