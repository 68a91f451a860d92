"""Taking approvals back before the printer has begun: of one letter, or of those approved together."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from audit.rules import Act
from core.refusals import Refusal
from core.stages import NotNow, transition, transition_one
from letters.actions.events import happened
from letters.choices import CopyState, EventKind, Stage
from letters.models import Copy, LetterEvent, Notice
from letters.rules.stages import LETTER_STAGES

NOT_BEGUN = (CopyState.QUEUED, CopyState.FAILED)


class PrinterHasBegun(Refusal):
    """Something of each of the letters is printed, or being printed."""

    advice = (
        "Nothing was undone: the printer has begun with each of these letters. Take the paper of one"
        " that is not to go out of the pile, and do not mark it as mailed."
    )


class Recalled(NamedTuple):
    """The letters that are due again, and how many the printer had begun with: they stay approved."""

    notices: list[Notice]
    begun: int


@transaction.atomic
def recall(act: Act, *, notice: Notice) -> Notice:
    """Take an approval back while nothing of it is printed; the notice is due again.

    Raises NotNow, changing nothing, if it is not approved or the printer has begun.
    """
    notice = transition_one(notice, LETTER_STAGES, "recall", batch=None)
    if _begun([notice.pk]):
        raise NotNow
    Copy.objects.filter(notice=notice).delete()
    happened(act, EventKind.RECALLED, [notice])
    return notice


@transaction.atomic
def recall_all(act: Act, *, approved_at: datetime) -> Recalled:
    """Take back what this person approved at a moment, of all letters of which nothing is printed.

    Raises NotNow where nothing of it is left, or PrinterHasBegun; nothing is changed then.
    """
    batches = {one.pk: one.batch_id for one in approved_by(act, approved_at)}
    rows = Notice.objects.filter(pk__in=batches).select_for_update(of=("self",)).order_by("pk")
    # Somebody may have been quicker, to take one back, to approve it again or to stop it.
    still = {one.pk: one.stage for one in rows if one.batch_id == batches[one.pk]}
    approved = {pk for pk, stage in still.items() if stage == Stage.APPROVED}
    begun = _begun(approved) | {pk for pk, stage in still.items() if stage == Stage.PRINTED}
    waiting = approved - begun
    if not waiting:
        raise PrinterHasBegun if begun else NotNow
    Copy.objects.filter(notice__in=waiting).delete()
    moved = transition(Notice.objects.filter(pk__in=waiting), LETTER_STAGES, "recall", batch=None)
    happened(act, EventKind.RECALLED, moved)
    return Recalled(moved, len(begun))


def approved_by(act: Act, moment: datetime) -> list[Notice]:
    """Return the letters that this person approved at a moment and that are approved or printed by
    it. One statement.
    """
    events = LetterEvent.objects.filter(
        kind=EventKind.APPROVED, at=moment, actor_kind=act.actor.kind, actor_id=act.actor.id
    )
    rows = Notice.objects.filter(
        pk__in=events.values("notice"),
        batch__created_at=moment,  # and not by an approval since
        stage__in=(Stage.APPROVED, Stage.PRINTED),
    )
    return list(rows.order_by("pk"))


def _begun(notices: Sequence[int] | set[int]) -> set[int]:
    """Lock the copies of these letters, and return the letters with one that the printer has."""
    copies = Copy.objects.select_for_update().filter(notice__in=notices).order_by("pk")
    states = copies.values_list("notice", "state")
    return {notice for notice, state in states if state not in NOT_BEGUN}
