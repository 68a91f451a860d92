"""Taking back what was said of a letter: it was not mailed after all, or it is not to be sent."""

from collections.abc import Sequence

from django.db import transaction

from audit.rules import Act
from core.stages import NotNow
from letters.actions.events import happened
from letters.actions.steps import take_back
from letters.choices import CopyState, EventKind, Stage
from letters.models import Copy, Notice
from letters.queries.obstacles import fallen, on_record
from letters.queries.shown import OPEN


@transaction.atomic
def not_mailed(act: Act, *, notice: Notice, reason: str) -> Notice:
    """Take back that a notice was mailed; it waits for the post again, and its step counts no more.

    What was written down stays, with the reason beside it. A letter whose report was withdrawn
    meanwhile stops. Raises NotNow, changing nothing, if it is not marked as mailed.
    """
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.stage != Stage.MAILED:
        raise NotNow
    notice.stage = Stage.WITHDRAWN if fallen([notice]) else Stage.PRINTED
    notice.save(update_fields=["stage"])
    happened(act, EventKind.NOT_MAILED, [notice], details={notice.pk: {"reason": reason}})
    take_back(act, [notice])
    return notice


@transaction.atomic
def do_not_send(act: Act, *, notice: Notice, reason: str) -> Notice:
    """Stop a notice whose family had its notice of the year already, by a person's decision.

    Raises NotNow, changing nothing, if it was mailed or stopped, or no other is on record.
    """
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.stage not in OPEN or not on_record([notice]):
        raise NotNow
    stop([notice])
    happened(act, EventKind.NOT_SENT, [notice], details={notice.pk: {"reason": reason}})
    return notice


def stop(notices: Sequence[Notice]) -> None:
    """Withdraw notices that did not leave, and their copies that are not printed; rows locked."""
    keys = [notice.pk for notice in notices]
    Copy.objects.filter(notice__in=keys).exclude(state=CopyState.PRINTED).update(
        state=CopyState.WITHDRAWN, lease_token="", lease_until=None
    )
    Notice.objects.filter(pk__in=keys).update(stage=Stage.WITHDRAWN)
