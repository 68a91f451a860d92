"""What was said and done with a student, as a timeline tells it."""

from collections.abc import Iterator

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse

from attendance.choices import EvidenceKind
from contacts.choices import KIND_ICONS, Came, NoteKind, Purpose, WhyTakenBack
from contacts.models import Note, NoteWithdrawal
from contacts.queries.contacts import barrier_words, late_days, titled
from contacts.rules import is_late_entry
from core.timeline import Entry

WITHDRAWS = NoteWithdrawal.objects.filter(amendment=OuterRef("pk"))


def timeline(student_id: int) -> Iterator[Entry]:
    """Tell every contact and other note about the student; `row` is the note. Of one that was
    withdrawn only that it was. One statement, and that of the policy.
    """
    why = WITHDRAWS.values("reason")[:1]
    found = (
        Note.objects.filter(about__student=student_id, withdrawal=None)
        .select_related("author", "guardian", "amendment", "amends")
        .annotate(wordings=Count("revisions"), why=Subquery(why))
        .order_by("pk")
    )
    days = late_days()
    for note in found:
        yield _entry(note, days) if note.why is None else _withdrawn(note, note.why)


def _withdrawn(note: Note, why: str) -> Entry:
    was = note.amends.get_kind_display() if note.amends else "Note"
    return Entry(
        at=note.happened_at,
        key=f"{EvidenceKind.NOTE}:{note.pk}",
        kind="note",
        title=f"{was} withdrawn",
        by=str(note.author),
        icon="ban",
        facts=(str(WhyTakenBack(why).label),) if why else (),
    )


def _entry(note: Note, days: int) -> Entry:
    return Entry(
        at=note.happened_at,
        key=f"{EvidenceKind.NOTE}:{note.pk}",
        kind="note" if note.kind == NoteKind.OTHER else "contact",
        title=titled(note),
        by=str(note.author),
        text=note.text,
        icon=KIND_ICONS[NoteKind(note.kind)],
        facts=tuple(_facts(note)),
        is_late=is_late_entry(note.happened_at, note.recorded_at, days=days),
        reached=note.reached,
        href=reverse("contacts:note", args=[note.pk]),
        part="contacts/_told.html",
        row=note,
    )


def _facts(note: Note) -> Iterator[str]:
    if note.came in (Came.ATTEMPT, Came.MISSED):
        yield str(note.came.label)
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
