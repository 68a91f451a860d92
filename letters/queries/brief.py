"""What is said of letters to the family: what was mailed, what is due, what has to be put right."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from core.brief import Sentence, Sentences, many
from letters.choices import Stage
from letters.queries.detail import LetterDetail, letters_of
from students.models import Student

SAID = Sentences(
    letter_shaken="What “{title}” of {day} rests on changed after it was mailed: the family must be told.",
    letter_mailed="“{title}” was mailed on {day}, {copies}.",
    letter_due="“{title}” is due by {day}.",
)


def brief(student: Student, _may: frozenset[str], _on: date) -> Iterator[Sentence]:
    """Say which letters were mailed and which are due, the newest first. At most four statements."""
    for letter in letters_of([student.pk]):
        yield from _letter(letter)


def _letter(letter: LetterDetail) -> Iterator[Sentence]:
    key, page = f"letters.notice:{letter.pk}", reverse("letters:letter", args=[letter.pk])
    title, day = letter.title, letter.mailed_on
    if letter.is_unsupported:
        yield from SAID.say("letter_shaken", key, page, title=title, day=day)
    if letter.mailed:
        copies = many(len(letter.copies), "copy,copies")
        yield from SAID.say("letter_mailed", key, page, title=title, day=day, copies=copies)
    elif letter.stage == Stage.DUE and not letter.is_not_sent:
        yield from SAID.say("letter_due", key, page, title=title, day=letter.due_by)
