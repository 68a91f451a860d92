"""The steps of the law that judging reads: complete when a letter was mailed, and taken back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.utils.timezone import make_aware

from attendance.actions.steps import Step, take, withdraw
from attendance.choices import EvidenceKind
from audit.rules import Act
from core.clock import day_of
from letters.choices import EventKind
from letters.models import LetterEvent, Notice
from letters.queries.kinds import by_kind
from letters.rules.mailings import mailing_name


class Mailing(NamedTuple):
    """When a notice was mailed, and what proves it."""

    at: datetime
    detail: dict[str, Any]


def moment_of(mailed_on: date, *, marked_at: datetime) -> datetime:
    """Return when what was marked as mailed on a day left: at that moment if it was marked on the
    same day, else at the end of the office's day.
    """
    if mailed_on == day_of(marked_at):
        return marked_at
    return make_aware(datetime.combine(mailed_on, time(17)))


def complete(
    act: Act,
    notices: Sequence[Notice],
    mailings: Mapping[int, Mailing],
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
            happened_at=mailings[notice.pk].at,
            evidence_kind=EvidenceKind.NOTICE,
            evidence_id=names[notice.pk],
            detail=mailings[notice.pk].detail,
        )
        for spec, same in by_kind(notices)
        if spec.step
        for notice in same
    ]
    take(act, steps)


def complete_again(act: Act, notices: Sequence[Notice]) -> None:
    """Take the steps of mailed notices again, as they were taken when they were mailed last."""
    events = LetterEvent.objects.filter(notice__in=notices, kind=EventKind.MAILED).order_by("pk")
    mailings = {
        event.notice_id: Mailing(
            moment_of(date.fromisoformat(event.detail["mailed_on"]), marked_at=event.at),
            event.detail,
        )
        for event in events
    }
    complete(act, notices, mailings)


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
