"""What was sent to families, for the student page and the packet."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.dateparse import parse_date

from attendance.rules.gates import GATES
from core.clock import day_of
from law.queries import named
from letters.choices import (
    CORRECTIONS,
    FOLLOWS_VERDICTS,
    WORDS_OF_CORRECTIONS,
    CopyState,
    EventKind,
    Stage,
)
from letters.models import Copy, LetterEvent, Notice
from students.rules.names import by_name

BY_SCHOOL = (*by_name("school"), *by_name("student"), "pk")
NOT_VISIBLE = "On hold: answered by Pupil Services."


@dataclass(frozen=True)
class Done:
    """Somebody did it, at a moment."""

    by: str
    at: datetime


@dataclass(frozen=True)
class CopyDetail:
    """One copy: to whom and why, in which languages, its PDF once printed, and what it rests on."""

    pk: int
    recipient: str
    because: str
    languages: tuple[str, ...]
    language_on_file: str
    state: str
    sha256: str
    pages: int
    size: int
    facts_sha256: str
    template_version: str
    rule_version: str


@dataclass(frozen=True)
class LetterDetail:
    """One notice with its copies and what became of it; what did not happen yet is None."""

    pk: int
    student_id: int
    kind: str
    title: str
    created_at: datetime
    due_by: date
    stage: str
    approved: Done | None
    printed: Done | None
    mailed: Done | None
    mailed_on: date | None
    is_unsupported: bool
    is_not_sent: bool
    template_version: str
    copies: tuple[CopyDetail, ...]

    @property
    def is_correction(self) -> bool:
        return self.kind in CORRECTIONS

    @property
    def failed(self) -> int:
        """How many copies could not be printed."""
        return sum(copy.state == CopyState.FAILED for copy in self.copies)

    @property
    def is_begun(self) -> bool:
        """Whether the printer has taken up a copy."""
        return any(copy.state in (CopyState.PRINTING, CopyState.PRINTED) for copy in self.copies)


@dataclass(frozen=True)
class ProofOfMailing:
    """That a notice went out: what, when, how, by whom, and the hashes of what was sent; and that
    it was mailed for the `mailing`-th time.
    """

    notice: int
    student_id: int
    title: str
    mailed_on: date
    channel: str
    by: str
    recorded_at: datetime
    files: tuple[str, ...]
    mailing: int


def letters_of(student_ids: Sequence[int]) -> list[LetterDetail]:
    """Return the letters about these students, newest first. Three statements."""
    rows = with_history(Notice.objects.filter(student__in=student_ids))
    return [detail_of(row) for row in rows.order_by("-created_at", "-pk")]


def with_history(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Add events and copies with their files: two statements more."""
    copies = Copy.objects.select_related("file__document").defer("facts").order_by("pk")
    events = LetterEvent.objects.order_by("at", "pk")
    return notices.prefetch_related(Prefetch("copies", copies), Prefetch("events", events))


def detail_of(notice: Notice) -> LetterDetail:
    """Return the detail of a notice loaded by `with_history`. No statement."""
    last: dict[str, LetterEvent] = {event.kind: event for event in notice.events.all()}
    is_open = notice.stage == Stage.DUE
    is_mailed = notice.stage == Stage.MAILED
    mailed = last.get(EventKind.MAILED) if is_mailed else None
    copies = list(notice.copies.all())
    return LetterDetail(
        pk=notice.pk,
        student_id=notice.student_id,
        kind=notice.kind,
        title=named(notice.kind, "letters"),
        created_at=notice.created_at,
        due_by=notice.due_by,
        stage=notice.stage,
        approved=None if is_open else _done(last.get(EventKind.APPROVED)),
        printed=None if is_open else _done(last.get(EventKind.PRINTED)),
        mailed=_done(mailed),
        mailed_on=parse_date(mailed.detail["mailed_on"]) if mailed else None,
        is_unsupported=is_mailed and _is_flagged(last),
        is_not_sent=_is_stopped(last),
        template_version=copies[0].template_version if copies else "",
        copies=tuple(_copy(copy) for copy in copies),
    )


def _is_stopped(last: Mapping[str, LetterEvent]) -> bool:
    """Return whether a person said that it is not to be sent, and did not undo it."""
    said, undone = last.get(EventKind.NOT_SENT), last.get(EventKind.GOES_ON)
    return said is not None and (undone is None or undone.pk < said.pk)


def proof_of(student_ids: Sequence[int]) -> list[ProofOfMailing]:
    """Return the proof of every notice mailed about these students, oldest first."""
    events = LetterEvent.objects.filter(
        notice__student__in=student_ids, notice__stage=Stage.MAILED, kind=EventKind.MAILED
    )
    # Of a notice that was mailed again, the last time is the one that counts.
    mailed = list(events.select_related("notice").order_by("at", "pk"))
    times = Counter(event.notice_id for event in mailed)
    newest = {event.notice_id: event for event in mailed}
    return [
        _proof(event, times[event.notice_id])
        for event in sorted(newest.values(), key=lambda one: (one.at, one.pk))
    ]


def taken_back(notices: Collection[int]) -> dict[int, date]:
    """Return of these letters those whose report fell, with the day on which the letter did: a file
    of theirs says so on its pages from then on. One statement.
    """
    events = LetterEvent.objects.filter(notice__in=notices, kind__in=FOLLOWS_VERDICTS)
    newest = {event.notice_id: event for event in events.order_by("pk")}
    fell = (EventKind.WITHDRAWN, EventKind.UNSUPPORTED)
    return {key: day_of(event.at) for key, event in newest.items() if event.kind in fell}


def answer_of(event: LetterEvent, *, may: Collection[str]) -> str:
    """Return a person's words that released a letter, or '' if there are none.

    An answer tells of its question: without the permission to know that, it is not visible.
    """
    answer: str = event.detail.get("answer", "")
    if answer and not set(event.detail.get("needs", GATES.values())) <= set(may):
        return NOT_VISIBLE
    return f"“{answer}”" if answer else ""


def _is_flagged(last: Mapping[str, LetterEvent]) -> bool:
    """Whether the newest of what mailing and verdicts left is the flag, as in `decided.sql`."""
    kinds = (EventKind.MAILED, EventKind.UNSUPPORTED, EventKind.SUPPORTED)
    newest = max((last[kind] for kind in kinds if kind in last), key=lambda e: e.pk, default=None)
    return newest is not None and newest.kind == EventKind.UNSUPPORTED


def words_of(event: LetterEvent, kind: str) -> str:
    """Return what an event of a letter of this kind is called."""
    said = WORDS_OF_CORRECTIONS.get(event.kind) if kind in CORRECTIONS else None
    return said or str(EventKind(event.kind).label)


def _done(event: LetterEvent | None) -> Done | None:
    return Done(event.actor_name, event.at) if event else None


def _copy(copy: Copy) -> CopyDetail:
    file: Any = getattr(copy, "file", None)
    document = file.document if file else None
    return CopyDetail(
        pk=copy.pk,
        recipient=copy.name,
        because=copy.because,
        languages=tuple(copy.languages),
        language_on_file=copy.language,
        state=copy.state,
        sha256=document.sha256 if document else "",
        pages=document.pages if document else 0,
        size=document.size if document else 0,
        facts_sha256=copy.facts_sha256,
        template_version=copy.template_version,
        rule_version=copy.rule_version,
    )


def _proof(event: LetterEvent, mailing: int) -> ProofOfMailing:
    detail = event.detail
    return ProofOfMailing(
        notice=event.notice_id,
        student_id=event.notice.student_id,
        title=named(event.notice.kind, "letters"),
        mailed_on=date.fromisoformat(detail["mailed_on"]),
        channel=detail["channel"],
        by=event.actor_name,
        recorded_at=event.at,
        files=tuple(detail["files"]),
        mailing=mailing,
    )
