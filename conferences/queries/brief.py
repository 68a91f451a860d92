"""What is said of conferences: the one that is offered, and what came of the last."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from conferences.models import Conference
from conferences.queries.offered import offered_to
from core.brief import Sentence, Sentences
from students.models import Student

SAID = Sentences(
    conference="A conference with parent and student is offered for {day}, {where}.",
    conference_ended="The last conference that was offered: {came}, on {day}.",
)


def brief(student: Student, _may: frozenset[str], _on: date) -> Iterator[Sentence]:
    """Say which conference is offered, and what came of the one before. One statement."""
    found, page = offered_to(student), reverse("conferences:of", args=[student.pk])
    if one := found.open:
        where = _lower(one.get_where_display())
        yield from SAID.say("conference", _key(one), page, day=one.slots[0], where=where)
    if (one := found.last) and one.result:
        came, day = _lower(one.get_state_display()), one.result.happened_at
        yield from SAID.say("conference_ended", _key(one), page, came=came, day=day)


def _key(one: Conference) -> str:
    return f"conference:{one.pk}"


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
