"""Printing: one copy at a time, each once, however often a worker dies.

The row of the copy is the queue. A worker takes it under a lease, renders outside any
transaction, stores the PDF by its content, and only then writes, in one transaction and with its
lease still in the row, that this is the one PDF of the copy.
"""

from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from audit.actions import record
from audit.rules import Act
from core import leases, pdf
from core.canonical import canonical
from core.leases import Lease, LeaseLost
from core.refusals import Refusal
from core.stages import transition, transition_one
from documents.actions import Stored, attach, store
from documents.choices import Retention
from letters.actions.events import happened
from letters.choices import CopyState, EventKind
from letters.models import Copy, LetterFile, LetterTemplate, Notice
from letters.queries.decided import is_stopped
from letters.queries.sheet import html_of
from letters.rules.stages import COPY_STAGES, LETTER_STAGES
from students.rules.envelope import AddressLines, lacks_of_envelope

TABLE = "letters_copy"
COPY = "letters.copy"
CLAIM, PRINT, FAIL = (COPY_STAGES.moves[verb] for verb in ("claim", "print", "fail"))
MOVES = {str(start): str(CLAIM.to) for start in CLAIM.starts}
STYLES = "print"


@dataclass(frozen=True)
class Printed:
    """One copy that was taken up; without pages if it failed or another worker has it now."""

    copy_id: int
    pages: int = 0


def print_next(act: Act) -> Printed | None:
    """Print the copy that waits longest; None when none does.

    A copy that cannot be printed for what is in it, or is for an adult who gets no letters by a
    decision since, is marked as failed at once. A lost database
    or a killed worker leaves the lease to run out, and the copy is taken up again.
    """
    leases.give_up(table=TABLE, running=[CLAIM.to], failed=FAIL.to)
    lease = leases.claim(table=TABLE, moves=MOVES, seconds=settings.LETTER_LEASE_SECONDS)
    if lease is None:
        return None
    copy = Copy.objects.get(pk=lease.pk)
    try:
        _require_envelope(copy)
        _require_wanted(copy)
        rendered = rendering(copy)
    except (pdf.ForbiddenResource, pdf.MissingCharacter, WordingIsGone, EnvelopeLacks, Stopped):
        return _failed(lease)
    stored = store(rendered.content)
    try:
        _settle(act, copy, lease, stored, rendered.pages)
    except LeaseLost:
        return Printed(copy.pk)
    return Printed(copy.pk, rendered.pages)


class WordingIsGone(Exception):
    """A wording that the copy was approved with is not there, or is not what it was."""


class EnvelopeLacks(Exception):
    """A copy that was approved has no name, no address, or more than the window shows."""


class Stopped(Refusal):
    """It is decided that the adult of a copy gets no letters."""

    advice = (
        "It is decided that this adult gets no letters. Have the failed copies made anew: this one falls "
        "away; or take the decision back."
    )


def rendering(copy: Copy) -> pdf.Rendered:
    """Return the PDF of a copy, with the facts it rests on inside. Raises WordingIsGone."""
    html = html_of(copy.facts, wordings_of(copy), number=number_of(copy))
    evidence = pdf.Embedded(
        "evidence.json", "The facts this letter rests on", canonical(copy.facts)
    )
    return pdf.render(html, base=STYLES, attachments=[evidence])


def _require_envelope(copy: Copy) -> None:
    """Raise EnvelopeLacks for what `approve` would have held; the letter's page asks about it."""
    told = copy.facts["recipient"]
    if lacks_of_envelope(
        child=copy.facts["student"]["name"],
        name=told["name"],
        address=AddressLines(tuple(told["address"])),
    ):
        raise EnvelopeLacks


def _require_wanted(copy: Copy) -> None:
    """Raise Stopped where a person decided, after it was approved, that nothing goes to its adult."""
    if is_stopped(copy):
        raise Stopped


def wordings_of(copy: Copy) -> list[LetterTemplate]:
    """Return the wordings a copy was approved with, in its order. Raises WordingIsGone."""
    named = copy.facts["wordings"]
    found = LetterTemplate.objects.in_bulk([one["id"] for one in named])
    wordings = [found.get(one["id"]) for one in named]
    kept = [
        wording
        for one, wording in zip(named, wordings, strict=True)
        if wording is not None and wording.sha256 == one["sha256"]
    ]
    if len(kept) < len(named):
        raise WordingIsGone
    return kept


def number_of(copy: Copy) -> str:
    """Return the number in the footer, by which the office finds a letter that came back."""
    return f"No. {copy.notice_id}-{copy.pk or 'preview'}"


def _settle(act: Act, copy: Copy, lease: Lease, stored: Stored, pages: int) -> None:
    with transaction.atomic():
        # The notice first, so that of two copies of it that end at once the later one sees both.
        notice = Notice.objects.select_for_update().get(pk=copy.notice_id)
        leases.settle(lease, state=PRINT.to)
        document = attach(
            act,
            stored,
            record=(COPY, copy.pk),
            title=f"letter-{notice.pk}-{copy.pk}",
            retention=Retention.NOTICE,
            student_id=notice.student_id,
            pages=pages,
        )
        LetterFile.objects.create(letter=copy, document=document, lease_token=lease.token)
        printed_if_complete(act, notice)


def printed_if_complete(act: Act, notice: Notice) -> None:
    """Move an approved notice on when each of its copies is printed; its row must be locked."""
    is_open = Copy.objects.filter(notice=notice).exclude(state=CopyState.PRINTED).exists()
    if not is_open:
        rows = Notice.objects.filter(pk=notice.pk)
        happened(act, EventKind.PRINTED, transition(rows, LETTER_STAGES, "finish_printing"))


@transaction.atomic
def print_again(act: Act, *, copy: Copy) -> Copy:
    """Let a copy that could not be printed wait for the printer anew.

    Raises NotNow, changing nothing, if it did not fail or its notice is not to be printed; Stopped,
    if its adult gets no letters by a decision.
    """
    _require_wanted(copy)
    notice = transition_one(copy.notice, LETTER_STAGES, "print_again")
    copy = transition_one(
        copy,
        COPY_STAGES,
        "print_again",
        column="state",
        attempts=0,
        lease_token="",
        lease_until=None,
    )
    record(
        act,
        action="letter.print_again",
        target_kind=COPY,
        target_id=copy.pk,
        student_id=notice.student_id,
    )
    return copy


def _failed(lease: Lease) -> Printed:
    with suppress(LeaseLost):
        leases.settle(lease, state=FAIL.to)
    return Printed(lease.pk)
