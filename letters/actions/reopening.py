"""Letting letters that stopped go on where they stopped; undoing that one is not to be sent."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from audit.queries import to_undo
from audit.rules import Act
from core.stages import transition
from letters.actions.events import happened
from letters.choices import EventKind
from letters.models import Copy, LetterEvent, Notice
from letters.queries.undoings import OF_STOP
from letters.rules.stages import COPY_STAGES, LETTER_STAGES


@transaction.atomic
def undo_not_sending(act: Act, *, notice: Notice, done_at: datetime | None) -> Notice:
    """Undo within ten minutes that a letter is not to be sent: it goes on where it was, and its copies that
    are not printed wait for the printer again. Undone twice, it is once.

    Raises NothingToUndo, TenMinutesOver, and HasMovedOn once anything else happened to the letter.
    """
    held = Notice.objects.select_for_update().get(pk=notice.pk)
    undoes = {"undoes": done_at.isoformat() if done_at else ""}
    if LetterEvent.objects.filter(notice=held, kind=EventKind.GOES_ON, detail=undoes).exists():
        return held
    to_undo(act, OF_STOP, at=done_at, target=held.pk)
    go_on([held])
    happened(act, EventKind.GOES_ON, [held], details={held.pk: undoes})
    held.refresh_from_db()
    return held


def go_on(stopped: Sequence[Notice]) -> None:
    """Let letters that are locked and stopped be due, approved or printed, as they were; what was to be
    printed waits for the printer.
    """
    copies = Copy.objects.filter(notice__in=stopped).defer("facts")
    queued = transition(copies, COPY_STAGES, "reopen", column="state", attempts=0)
    waiting = {copy.notice_id for copy in queued}
    for verb, ids in (
        ("reopen", {notice.pk for notice in stopped if notice.batch_id is None}),
        ("reopen_approved", {n.pk for n in stopped if n.batch_id and n.pk in waiting}),
        ("reopen_printed", {n.pk for n in stopped if n.batch_id and n.pk not in waiting}),
    ):
        transition(Notice.objects.filter(pk__in=ids), LETTER_STAGES, verb)
