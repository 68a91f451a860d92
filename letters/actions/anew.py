"""Making copies anew that could not be printed, from the record and the wording as they are now."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from attendance.queries.holds import Answer, may_go
from audit.rules import Actor
from letters.actions.approving import NotNow, drafts, told_of
from letters.actions.events import happened
from letters.actions.printing import printed_if_complete
from letters.choices import CopyState, EventKind, Stage
from letters.models import Copy, Notice
from letters.queries.due import answered, due_letters
from letters.queries.wordings import stationery


class QuestionIsOpen(Exception):
    """Something must be answered, or settled in the record, before the copies can be made."""


@transaction.atomic
def make_anew(*, notice: Notice, at: datetime, by: Actor, answer: Answer | None = None) -> int:
    """Approve the failed copies of a letter again, as they would be today; return how many queue.

    Printed copies, and those with the printer, stay as they were approved. A failed copy to an
    adult who is to have none any more falls away; its hash stays in the event. A question is
    answered by `answer`, or by the one the letter was approved with if the questions are the same.
    Raises NotNow, QuestionIsOpen or WordingIsMissing, changing nothing.
    """
    on, rows = timezone.localdate(at), Notice.objects.select_related("student", "school")
    notice = rows.select_for_update(of=("self",)).get(pk=notice.pk)
    copies = list(Copy.objects.select_for_update().filter(notice=notice).order_by("pk"))
    failed = [copy for copy in copies if copy.state == CopyState.FAILED]
    if notice.stage != Stage.APPROVED or not failed:
        raise NotNow
    [letter] = due_letters([notice], on=on)
    released = answer or answered(notice)
    if not may_go(letter.holds, released):
        raise QuestionIsOpen
    kept = {copy.recipient for copy in copies if copy.state != CopyState.FAILED}
    paper = stationery(notice.kind, on=on)
    new = [copy for copy in drafts(letter, paper, on=on) if copy.recipient not in kept]
    Copy.objects.filter(pk__in=[copy.pk for copy in failed]).delete()
    Copy.objects.bulk_create(new)
    detail = told_of(letter, {notice.pk: released} if released else {}) | {
        "copies": len(new),
        "instead_of": [copy.facts_sha256 for copy in failed],
    }
    happened(EventKind.ANEW, [notice], by=by, details={notice.pk: detail})
    printed_if_complete(notice, by=by)
    return len(new)
