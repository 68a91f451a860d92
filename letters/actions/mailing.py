"""Marking notices as mailed: by a named person, on a day, all copies of a notice together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.rules import Actor
from letters.actions.events import happened
from letters.actions.steps import complete
from letters.choices import CopyState, EventKind, Stage
from letters.models import Copy, LetterEvent, LetterFile, Notice
from letters.queries.obstacles import ON_RECORD, fallen, on_record

CHANNEL = "mail"


@dataclass(frozen=True)
class Mailed:
    """What was marked, and what must not go: its report fell, or a notice is on record already."""

    notices: list[Notice]
    withdrawn: list[Notice]
    on_record: list[Notice]


class NotThatDay(Exception):
    """The day lies ahead, or before the letters were printed."""


@transaction.atomic
def mark_mailed(*, notices: Sequence[int], on: date, at: datetime, by: Actor) -> Mailed:
    """Write down that the printed notices went to the post, and return those that did just now.

    That completes the notice of EC 48260.5, which judging reads. A second click changes nothing.
    Those of the same batches that were withdrawn meanwhile are named: their paper is in the pile.
    Raises NotThatDay, changing nothing.
    """
    rows = Notice.objects.filter(pk__in=notices, stage=Stage.PRINTED).order_by("pk")
    ready = list(rows.select_for_update(of=("self",)).select_related("student"))
    fell, twins = fallen(ready), on_record(ready) - _knowingly(ready)
    locked = [notice for notice in ready if notice.pk not in fell | twins]
    withdrawn = _withdrawn_beside(notices) + [notice for notice in ready if notice.pk in fell]
    found = Mailed(locked, withdrawn, [n for n in ready if n.pk in twins - fell])
    if not locked:
        return found
    files = list(
        LetterFile.objects.filter(letter__notice__in=locked).select_related("letter", "document")
    )
    printed = max((timezone.localdate(file.document.at) for file in files), default=on)
    if on > timezone.localdate(at) or on < printed:
        raise NotThatDay
    Notice.objects.filter(pk__in=[notice.pk for notice in locked]).update(stage=Stage.MAILED)
    proof: dict[int, list[str]] = {notice.pk: [] for notice in locked}
    for file in files:
        proof[file.letter.notice_id].append(file.document.sha256)
    details: dict[int, dict[str, Any]] = {
        key: {"mailed_on": on.isoformat(), "channel": CHANNEL, "files": sorted(hashes)}
        for key, hashes in proof.items()
    }
    happened(EventKind.MAILED, locked, by=by, details=details)
    complete(locked, details, _moment(on, at))
    return found


def _knowingly(notices: Sequence[Notice]) -> set[int]:
    """Return the notices that a person approved although another was on record."""
    events = LetterEvent.objects.filter(
        notice__in=notices,
        kind__in=[EventKind.APPROVED, EventKind.ANEW],
        detail__asked__contains=[ON_RECORD],
    )
    return set(events.values_list("notice_id", flat=True))


def _withdrawn_beside(notices: Sequence[int]) -> list[Notice]:
    batches = Notice.objects.filter(pk__in=notices).values("batch")
    printed = Copy.objects.filter(state=CopyState.PRINTED).values("notice")
    rows = Notice.objects.filter(batch__in=batches, stage=Stage.WITHDRAWN, pk__in=printed)
    return list(rows.select_related("student").order_by("pk"))


def _moment(on: date, at: datetime) -> datetime:
    """The moment itself if it was today, else the end of the office's day."""
    if on == timezone.localdate(at):
        return at
    return timezone.make_aware(datetime.combine(on, time(17)))
