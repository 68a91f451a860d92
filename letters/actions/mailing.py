"""Marking notices as mailed: by a named person, on a day, all copies of a notice together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from accounts.choices import Permission
from attendance.queries.holds import Answer, may_go
from audit.rules import Act
from core.clock import day_of
from core.refusals import Refusal
from core.stages import transition
from letters.actions.events import happened
from letters.actions.steps import Mailing, complete, moment_of
from letters.choices import CopyState, EventKind, Stage
from letters.models import Copy, LetterEvent, LetterFile, Notice
from letters.queries.kinds import on_record, spec_of
from letters.queries.obstacles import SOUGHT, fallen, sought, waiting
from letters.rules.stages import LETTER_STAGES

CHANNEL = "mail"


@dataclass(frozen=True)
class Mailed:
    """What was marked, and what must not go: its report fell or waits for a decision, a notice is on
    record already, or the student is to be found first.
    """

    notices: list[Notice]
    withdrawn: list[Notice]
    on_record: list[Notice]
    waiting: list[Notice]
    sought: list[Notice]


class NotThatDay(Refusal):
    """The day lies ahead, or before the letters were printed."""

    advice = "Nothing was done: that day lies ahead, or before the letters were printed."
    field = "on"


@transaction.atomic
def mark_mailed(
    act: Act, *, notices: Sequence[int], mailed_on: date, answer: Answer | None = None
) -> Mailed:
    """Write down that the printed notices went to the post on a day, and return those that did just now.

    That completes the kind's step, such as the notice of EC 48260.5, which judging reads. A second click changes nothing.
    Those of the same batches that were withdrawn meanwhile are named: their paper is in the pile.
    One whose student is to be found first stays, but for a person's `answer` to just that.
    Raises NotThatDay, changing nothing.
    """
    found = _sorted(notices, act.on, answer)
    if not found.notices:
        return found
    files = _files_of(found.notices)
    printed = max((day_of(file.document.at) for file in files), default=mailed_on)
    if mailed_on > act.on or mailed_on < printed:
        raise NotThatDay
    keys = [notice.pk for notice in found.notices]
    transition(Notice.objects.filter(pk__in=keys), LETTER_STAGES, "mail")
    details = {key: _proof(key, files, mailed_on) | _said(answer) for key in keys}
    happened(act, EventKind.MAILED, found.notices, details=details)
    moment = moment_of(mailed_on, marked_at=act.at)
    complete(act, found.notices, {key: Mailing(moment, details[key]) for key in keys})
    return found


def _sorted(notices: Sequence[int], on: date, answer: Answer | None) -> Mailed:
    """Lock the printed notices, and part those that may go to the post from those that may not."""
    rows = Notice.objects.filter(pk__in=notices, stage=Stage.PRINTED).order_by("pk")
    ready = list(rows.select_for_update(of=("self",)).select_related("student"))
    fell, twins = fallen(ready), on_record(ready) - _knowingly(ready)
    waits = waiting(ready) - fell
    asked = sought(ready, on=on)
    held = (
        {key for key, holds in asked.items() if not may_go(holds, answer)} - fell - twins - waits
    )
    return Mailed(
        notices=[notice for notice in ready if notice.pk not in fell | twins | waits | held],
        withdrawn=_withdrawn_beside(notices) + [notice for notice in ready if notice.pk in fell],
        on_record=[notice for notice in ready if notice.pk in twins - fell - waits],
        waiting=[notice for notice in ready if notice.pk in waits],
        sought=[notice for notice in ready if notice.pk in held],
    )


def _said(answer: Answer | None) -> dict[str, Any]:
    """Return what the event keeps of why a letter went although the student is looked for."""
    if answer is None:
        return {}
    return {"answer": answer.words, "needs": [Permission.CASE_READ.value], SOUGHT: True}


def _files_of(notices: Sequence[Notice]) -> list[LetterFile]:
    found = LetterFile.objects.filter(letter__notice__in=notices)
    return list(found.select_related("letter", "document"))


def _proof(notice: int, files: Sequence[LetterFile], mailed_on: date) -> dict[str, Any]:
    """Return what proves that a notice was mailed: the day, how, and the hash of each file."""
    hashes = [file.document.sha256 for file in files if file.letter.notice_id == notice]
    return {"mailed_on": mailed_on.isoformat(), "channel": CHANNEL, "files": sorted(hashes)}


def _knowingly(notices: Sequence[Notice]) -> set[int]:
    """Return the notices that a person approved although another was on record."""
    asked = {notice.pk: spec_of(notice).twin_question for notice in notices}
    events = LetterEvent.objects.filter(
        notice__in=notices, kind__in=[EventKind.APPROVED, EventKind.REPRINTED]
    )
    return {
        notice
        for notice, detail in events.values_list("notice_id", "detail")
        if asked[notice] in detail.get("asked", ())
    }


def _withdrawn_beside(notices: Sequence[int]) -> list[Notice]:
    batches = Notice.objects.filter(pk__in=notices).values("batch")
    printed = Copy.objects.filter(state=CopyState.PRINTED).values("notice")
    rows = Notice.objects.filter(batch__in=batches, stage=Stage.WITHDRAWN, pk__in=printed)
    return list(rows.select_related("student").order_by("pk"))
