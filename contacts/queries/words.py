"""Notes found by words of theirs, among those that a person may read."""

import re
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import F, Func, Prefetch, QuerySet

from accounts.access import Who, students_for
from accounts.choices import Permission
from contacts.models import Note, NoteStudent
from contacts.queries.contacts import late_days
from contacts.queries.reach import notes_for
from contacts.rules import is_late_entry
from students.models import Student
from students.queries import words_of

BEFORE, AROUND = 60, 220  # letters shown before the word, and in all


@dataclass(frozen=True)
class FoundNote:
    """A note that has the words, about which students within reach, and where it says them."""

    note: Note
    students: tuple[Student, ...]
    excerpt: str
    is_late: bool


def notes_with(who: Who, text: str, *, on: date) -> QuerySet[Note]:
    """Return the notes within reach that have a word beginning with each of these, the newest
    first; none without a word. Letter case, accents and apostrophes make no difference.
    """
    words = words_of(text)
    if not words:
        return Note.objects.none()
    reached = notes_for(who, Permission.CASE_READ, on=on)
    within = students_for(who, Permission.CASE_READ, on=on)
    about = NoteStudent.objects.filter(student__in=within).select_related("student")
    ordered = saying(words, reached).select_related("author").order_by("-happened_at", "-pk")
    return ordered.prefetch_related(Prefetch("about", about.order_by("pk"), to_attr="shown"))


def saying(words: list[str], notes: QuerySet[Note] | None = None) -> QuerySet[Note]:
    """Return those of the notes, else of all, that have a word beginning with each of these, by the index."""
    asked = " & ".join(f"'{_quoted(word)}':*" for word in words)
    written = Func(F("text"), function="public.text_words", output_field=SearchVectorField())
    query = SearchQuery(asked, search_type="raw", config="simple")
    return (
        (Note.objects.all() if notes is None else notes)
        .annotate(written=written)
        .filter(written=query)
    )


def found_note(note: Note, text: str) -> FoundNote:
    """Return a note of `notes_with` as a list shows it."""
    shown: list[NoteStudent] = note.shown  # type: ignore[attr-defined] # prefetched
    is_late = is_late_entry(note.happened_at, note.recorded_at, days=late_days())
    return FoundNote(note, tuple(one.student for one in shown), excerpt(note.text, text), is_late)


def excerpt(note: str, text: str) -> str:
    """Return the part of a note's text that says the first word, on one line."""
    line = " ".join(note.split())
    at = _place(line, words_of(text))
    start = max(0, at - BEFORE)
    part = line[start : start + AROUND]
    return f"{'… ' if start else ''}{part}{' …' if start + AROUND < len(line) else ''}"


def _place(line: str, words: list[str]) -> int:
    """Return where the first of the words begins; 0 where it is written otherwise than typed."""
    for found in re.finditer(r"\S+", line):
        if any(part.startswith(tuple(words)) for part in words_of(found[0])):
            return found.start()
    return 0


def _quoted(word: str) -> str:
    return word.replace("\\", "\\\\").replace("'", "''")
