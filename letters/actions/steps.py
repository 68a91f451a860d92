"""The steps of the law that judging reads: complete when a letter was mailed, and taken back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attendance.actions.steps import Step, take, withdraw
from attendance.choices import EvidenceKind
from audit.rules import Act
from letters.choices import EventKind
from letters.models import LetterEvent, Notice
from letters.queries.kinds import by_kind
from letters.rules.mailings import mailing_name


def complete(
    act: Act,
    notices: Sequence[Notice],
    details: Mapping[int, dict[str, Any]],
    mailed_at: datetime,
) -> None:
    """Take the step of each notice whose kind completes one, at the moment when it was mailed.

    A step that was taken back stays, so that one for a second mailing has a name of its own.
    """
    names = _names(notices)
    steps = [
        Step(
            student_id=notice.student_id,
            school_year=notice.school_year,
            kind=spec.step,
            happened_at=mailed_at,
            evidence_kind=EvidenceKind.NOTICE,
            evidence_id=names[notice.pk],
            detail=details[notice.pk],
        )
        for spec, same in by_kind(notices)
        if spec.step
        for notice in same
    ]
    take(act, steps)


def take_back(act: Act, notices: Sequence[Notice]) -> None:
    """Let the steps of these notices count no more."""
    for spec, same in by_kind(notices):
        if spec.step:
            withdraw(
                act,
                kind=spec.step,
                evidence_kind=EvidenceKind.NOTICE,
                evidence_ids=list(_names(same).values()),
            )


def _names(notices: Sequence[Notice]) -> dict[int, str]:
    """Return what the step of each is named by."""
    events = LetterEvent.objects.filter(notice__in=notices, kind=EventKind.MAILED)
    mailed = Counter(events.values_list("notice_id", flat=True))
    return {notice.pk: mailing_name(notice.pk, mailed[notice.pk]) for notice in notices}
