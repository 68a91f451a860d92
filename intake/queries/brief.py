"""What is said of open requests for help: who asked, who answers, and by when."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from core.brief import Fact, Sentence, Sentences
from intake.choices import Asker
from intake.queries.panel import panel
from intake.queries.timeline import BY
from students.models import Student

SAID = Sentences(
    request="Help was asked for by {who} on {day}; {owner} answers by {due}.",
    request_free="Help was asked for by {who} on {day}; nobody has taken it, the answer is due {due}.",
    request_late="The answer to {who}, who asked for help on {day}, was due {due}.",
)


def brief(student: Student, may: frozenset[str], _on: date) -> Iterator[Sentence]:
    """Say which requests about the student are open, without a word of them. One statement."""
    page = f"{reverse('student-work', args=[student.pk])}#student-requests"
    for one in panel(student, may).open:
        asked = one.request
        facts: dict[str, Fact] = {
            "who": BY[Asker(asked.asker)],
            "day": asked.asked_on,
            "due": asked.due_on,
        }
        key = f"request:{asked.pk}"
        if one.is_late:
            yield from SAID.say("request_late", key, page, **facts)
        elif asked.owner:
            yield from SAID.say("request", key, page, owner=str(asked.owner), **facts)
        else:
            yield from SAID.say("request_free", key, page, **facts)
