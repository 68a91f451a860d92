"""Making copies again that could not be printed, from the record and the wording as they are now."""

from django.db import transaction

from attendance.queries.holds import Answer, may_go
from audit.rules import Act
from core.refusals import Refusal
from core.stages import NotNow, transition
from letters.actions.approving import drafts, event_detail
from letters.actions.events import happened
from letters.actions.printing import printed_if_complete
from letters.choices import CopyState, EventKind
from letters.models import Copy, Notice
from letters.queries.due import DueLetter, answered, due_letters
from letters.queries.wordings import stationery
from letters.rules.stages import LETTER_STAGES


class LetterHasQuestion(Refusal):
    """Something must be answered, or settled in the record, before the copies can be made."""

    advice = "Nothing was done: a question is open. Read the letter again."


@transaction.atomic
def reprint(act: Act, *, notice: Notice, answer: Answer | None = None) -> int:
    """Approve the failed copies of a letter again, as they would be today; return how many queue.

    Printed copies, and those with the printer, stay as they were approved. A failed copy to an
    adult who is to have none any more falls away; its hash stays in the event. A question is
    answered by `answer`, or by the one the letter was approved with if the questions are the same.
    Raises NotNow, LetterHasQuestion or WordingIsMissing, changing nothing.
    """
    rows = Notice.objects.filter(pk=notice.pk).select_related("student", "school")
    moved = transition(rows, LETTER_STAGES, "reprint")
    copies = list(Copy.objects.select_for_update().filter(notice=notice).order_by("pk"))
    failed = [copy for copy in copies if copy.state == CopyState.FAILED]
    if not moved or not failed:
        raise NotNow
    [notice] = moved
    [letter] = due_letters([notice], on=act.on)
    released = answer or answered(notice)
    if not may_go(letter.holds, released):
        raise LetterHasQuestion
    kept = {copy.recipient for copy in copies if copy.state != CopyState.FAILED}
    new = _instead(act, letter, failed, kept)
    detail = event_detail(letter, {notice.pk: released} if released else {}) | {
        "copies": len(new),
        "instead_of": [copy.facts_sha256 for copy in failed],
    }
    happened(act, EventKind.REPRINTED, [notice], details={notice.pk: detail})
    printed_if_complete(act, notice)
    return len(new)


def _instead(act: Act, letter: DueLetter, failed: list[Copy], kept: set[str]) -> list[Copy]:
    """Put copies as they would be approved today in the place of the failed ones."""
    paper = stationery(letter.notice.kind, on=act.on)
    new = [copy for copy in drafts(letter, paper, on=act.on) if copy.recipient not in kept]
    Copy.objects.filter(pk__in=[copy.pk for copy in failed]).delete()
    return Copy.objects.bulk_create(new)
