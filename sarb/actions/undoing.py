"""Undoing what was done for many at once, in one step, while nothing has followed from it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from attendance.actions.decisions import withdraw_all
from attendance.actions.reports import one_at_a_time
from attendance.models import TruancyReport
from audit.rules import Act
from core.refusals import Refusal
from core.stages import NotNow
from letters.actions.stopping import not_mailed_all
from letters.choices import EventKind, Stage
from letters.models import LetterEvent, Notice
from sarb.actions.verdicts import follow_withdrawal
from sarb.queries.followed import followed_from_mailing, followed_from_reports

FILED_BY_MISTAKE = "Undone at once: filed by mistake, and nothing had followed."
MARKED_BY_MISTAKE = "Undone at once: marked by mistake, and nothing had followed."


class HasFollowed(Refusal):
    """Something rests on it by now."""

    def __init__(self, what: Sequence[str]) -> None:
        super().__init__(
            f"Nothing was undone: {'; '.join(what)} since. Take those back first, or decide one by one."
        )


@transaction.atomic
def undo_filing(act: Act, *, filed_at: datetime) -> list[TruancyReport]:
    """Withdraw the reports that this person filed at a moment, all together; return them.

    The reports stay on file as withdrawn, and what leans on them follows. Raises HasFollowed, or NotNow where
    there is nothing left to undo; nothing is changed then.
    """
    one_at_a_time()
    reports = list(filed_by(act, filed_at))
    if not reports:
        raise NotNow
    if followed := followed_from_reports(reports):
        raise HasFollowed(followed)
    withdraw_all(act, reports=reports, reason=FILED_BY_MISTAKE)
    follow_withdrawal(act, reports=reports, said=FILED_BY_MISTAKE)
    return reports


def filed_by(act: Act, filed_at: datetime) -> "list[TruancyReport]":
    """Return the reports that this person filed at a moment. One statement."""
    rows = TruancyReport.objects.filter(filed_by=act.actor.name, filed_at=filed_at)
    return list(rows.order_by("pk"))


@transaction.atomic
def undo_mailing(act: Act, *, mailed_at: datetime) -> list[Notice]:
    """Take back the mark of the letters that this person marked as mailed at a moment, all together.

    What was written down stays, with the reason. Raises HasFollowed, or NotNow where there is nothing
    left to undo; nothing is changed then.
    """
    notices = marked_by(act, mailed_at)
    if not notices:
        raise NotNow
    if followed := followed_from_mailing(notices, mailed_at):
        raise HasFollowed(followed)
    return not_mailed_all(act, notices=notices, reason=MARKED_BY_MISTAKE)


def marked_by(act: Act, mailed_at: datetime) -> list[Notice]:
    """Return the letters that this person marked as mailed at a moment. One statement."""
    events = LetterEvent.objects.filter(
        kind=EventKind.MAILED, at=mailed_at, actor_kind=act.actor.kind, actor_id=act.actor.id
    )
    rows = Notice.objects.filter(pk__in=events.values("notice"), stage=Stage.MAILED)
    return list(rows.order_by("pk"))
