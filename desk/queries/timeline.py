"""Everything that was done about one student, the newest first, from every app below."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time

from django.db.models import Prefetch
from django.utils import timezone

from attendance.models import ProcessStep, TruancyReport
from cases.models import Case, CaseloadAssignment, TierDecision
from contacts.choices import KIND_ICONS, NoteKind, Purpose
from contacts.models import Note, NoteRevision
from contacts.queries.contacts import barrier_words, concerned
from law.queries import named, pack_today
from letters.queries import proof_of
from students.rules import search_key
from tasks.choices import TaskState
from tasks.models import Task

# What a timeline can be narrowed to, in the order of the filter.
KINDS = {
    "contact": "Contacts",
    "note": "Other notes",
    "task": "Tasks",
    "case": "Case",
    "letter": "Letters",
    "report": "Reports and steps",
}


@dataclass(frozen=True)
class Entry:
    """One thing that was done. `kind` is one of KINDS; `by` a person's name; `note` the note
    behind it, with `revisions` its earlier words. `facts` are short labels in their order.
    """

    at: datetime
    kind: str
    title: str
    by: str
    text: str = ""
    icon: str = "circle"
    facts: tuple[str, ...] = ()
    note: Note | None = None
    is_late: bool = False
    reached: bool = False
    revisions: tuple[NoteRevision, ...] = field(default_factory=tuple)

    @property
    def words(self) -> str:
        """What a search of the timeline looks through."""
        return search_key(self.title, self.by, self.text, *self.facts)


def timeline(student_id: int, *, kind: str = "", text: str = "") -> list[Entry]:
    """Return what was done about the student, the newest first.

    `kind` narrows it to one of KINDS, `text` to entries that have all its words, without
    accents. Ten statements at most, however much there is.
    """
    entries = [
        *_notes(student_id),
        *_tasks(student_id),
        *_assignments(student_id),
        *_tiers(student_id),
        *_closings(student_id),
        *_reports(student_id),
        *_steps(student_id),
        *_letters(student_id),
    ]
    words = search_key(text).split()
    kept = (
        entry
        for entry in entries
        if kind in ("", entry.kind) and all(word in entry.words for word in words)
    )
    return sorted(kept, key=lambda entry: entry.at, reverse=True)


def _notes(student_id: int) -> Iterator[Entry]:
    found = (
        Note.objects.filter(about__student=student_id)
        .select_related("author", "guardian", "amendment")
        .prefetch_related(
            Prefetch("revisions", NoteRevision.objects.select_related("by").order_by("pk"))
        )
        .order_by("pk")
    )
    for note in found:
        yield Entry(
            at=note.happened_at,
            kind="note" if note.kind == NoteKind.OTHER else "contact",
            title=_title(note),
            by=str(note.author),
            text=note.text,
            icon=KIND_ICONS[NoteKind(note.kind)],
            facts=tuple(_facts(note)),
            note=note,
            is_late=note.is_late,
            reached=note.reached,
            revisions=tuple(note.revisions.all()),
        )


def _title(note: Note) -> str:
    who = concerned(note)
    start = note.get_kind_display()
    return f"{start} with {who}" if who and who != "nobody" else start


def _facts(note: Note) -> Iterator[str]:
    if note.outcome:
        yield note.get_outcome_display()
    if note.purpose == Purpose.CONFERENCE_48262:
        yield "Conference with parent and student offered"
    yield from barrier_words(note.barriers)
    if note.minutes:
        yield f"{note.minutes} min"
    if note.interpreter:
        yield "With an interpreter"
    if note.amends_id:
        yield "Amends an earlier note"
    if hasattr(note, "amendment"):
        yield "Amended since"


def _tasks(student_id: int) -> Iterator[Entry]:
    over = (TaskState.DONE, TaskState.DISMISSED)
    found = Task.objects.filter(student=student_id, state__in=over).select_related("decided_by")
    for task in found.order_by("pk"):
        state = "Done" if task.state == TaskState.DONE else "Dismissed"
        if task.decided_at:
            yield Entry(
                at=task.decided_at,
                kind="task",
                title=f"{state}: {task.title}",
                by=str(task.decided_by),
                text=task.state_reason,
                icon="circle-check" if task.state == TaskState.DONE else "minus",
            )


def _assignments(student_id: int) -> Iterator[Entry]:
    found = CaseloadAssignment.objects.filter(case__student=student_id)
    for given in found.select_related("counselor", "assigned_by").order_by("pk"):
        yield Entry(
            at=given.assigned_at,
            kind="case",
            title=f"Case given to {given.counselor}",
            by=str(given.assigned_by),
            text=given.reason,
            icon="user-check",
        )


def _tiers(student_id: int) -> Iterator[Entry]:
    found = TierDecision.objects.filter(case__student=student_id).select_related("decided_by")
    for decision in found.order_by("pk"):
        yield Entry(
            at=decision.decided_at,
            kind="case",
            title=f"Tier: {decision.get_tier_display()}",
            by=str(decision.decided_by),
            text=decision.reason,
            icon="stack-2",
        )


def _closings(student_id: int) -> Iterator[Entry]:
    found = Case.objects.filter(student=student_id, closed_on__isnull=False)
    for case in found.select_related("closed_by").order_by("pk"):
        if case.closed_on:
            yield Entry(
                # A case keeps the day only; it was closed after all else of that day.
                at=timezone.make_aware(datetime.combine(case.closed_on, time(23, 59))),
                kind="case",
                title=f"Case closed: {case.get_close_reason_display()}",
                by=str(case.closed_by),
                text=case.close_note,
                icon="folder",
            )


def _reports(student_id: int) -> Iterator[Entry]:
    found = TruancyReport.objects.filter(student=student_id).order_by("pk")
    for report in found:
        listed = ", ".join(f"{day:%b} {day.day}" for day in report.listed_dates)
        yield Entry(
            at=report.filed_at,
            kind="report",
            title=pack_today().sentence("words.report_filed"),
            by=report.filed_by,
            text=f"Lists {listed}." if listed else "",
            icon="flag",
        )


def _letters(student_id: int) -> Iterator[Entry]:
    for proof in proof_of([student_id]):
        mailed = f"{proof.mailed_on:%b} {proof.mailed_on.day}"
        yield Entry(
            at=proof.recorded_at,
            kind="letter",
            title=f"{proof.title} sent",
            by=proof.by,
            text=f"Mailed on {mailed}.",
            icon="mail",
        )


def _steps(student_id: int) -> Iterator[Entry]:
    """Steps whose evidence is elsewhere; those of notes are the notes themselves."""
    found = ProcessStep.objects.filter(student=student_id, withdrawn_at=None).exclude(
        evidence_kind="note"
    )
    for step in found.order_by("pk"):
        yield Entry(
            at=step.happened_at,
            kind="report",
            title=named(step.kind, "steps"),
            by="",
            icon="gavel",
        )
