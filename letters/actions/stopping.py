"""Taking back what was said of a letter: it was not mailed after all, or it is not to be sent."""

from collections.abc import Sequence

from django.db import transaction

from audit.rules import Act
from core.stages import NotNow, transition, transition_one
from letters.actions.events import happened
from letters.actions.steps import take_back
from letters.choices import CORRECTIONS, EventKind
from letters.models import Copy, Notice
from letters.queries.kinds import need_not_go
from letters.queries.obstacles import fallen
from letters.rules.stages import COPY_STAGES, LETTER_STAGES


@transaction.atomic
def not_mailed(act: Act, *, notice: Notice, reason: str) -> Notice:
    """Take back that a notice was mailed; it waits for the post again, and its step counts no more.

    What was written down stays, with the reason beside it. A letter whose report was withdrawn
    meanwhile stops, and so does the correction of it: nothing left that would need one. Raises
    NotNow, changing nothing, if it is not marked as mailed.
    """
    notice = transition_one(notice, LETTER_STAGES, "not_mailed")
    if fallen([notice]):
        stop([notice.pk])
        _stop_corrections(act, notice)
    happened(act, EventKind.NOT_MAILED, [notice], details={notice.pk: {"reason": reason}})
    take_back(act, [notice])
    return notice


@transaction.atomic
def not_mailed_all(act: Act, *, notices: Sequence[Notice], reason: str) -> list[Notice]:
    """Take back that these notices were mailed, as `not_mailed`, with one reason; return those that
    were marked. Their reports stand: nothing has followed.
    """
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    moved = transition(rows, LETTER_STAGES, "not_mailed")
    details = {notice.pk: {"reason": reason} for notice in moved}
    happened(act, EventKind.NOT_MAILED, moved, details=details)
    take_back(act, moved)
    return moved


@transaction.atomic
def do_not_send(act: Act, *, notice: Notice, reason: str) -> Notice:
    """Stop a notice that need not go, by a person's decision: its family had that of the year
    already, or is told of a correction in another way.

    Raises NotNow, changing nothing, if it was mailed or stopped, or must go.
    """
    notice = transition_one(notice, LETTER_STAGES, "do_not_send")
    if not need_not_go(notice):
        raise NotNow
    _stop_copies([notice])
    happened(act, EventKind.NOT_SENT, [notice], details={notice.pk: {"reason": reason}})
    return notice


def stop(notices: Sequence[int]) -> list[Notice]:
    """Withdraw those that did not leave, and their copies that are not printed; return them."""
    stopped = transition(Notice.objects.filter(pk__in=notices), LETTER_STAGES, "withdraw")
    _stop_copies(stopped)
    return stopped


def _stop_corrections(act: Act, notice: Notice) -> None:
    if notice.kind not in CORRECTIONS:
        found = Notice.objects.filter(report=notice.report_id, kind__in=CORRECTIONS)
        happened(act, EventKind.WITHDRAWN, stop(list(found.values_list("pk", flat=True))))


def _stop_copies(notices: Sequence[Notice]) -> None:
    if not notices:
        return
    copies = Copy.objects.filter(notice__in=notices).defer("facts")
    transition(copies, COPY_STAGES, "withdraw", column="state", lease_token="", lease_until=None)
