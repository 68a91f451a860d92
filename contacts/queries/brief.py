"""What is said of contacts: who was reached last, what was tried since, and how often in all."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from contacts.choices import Came
from contacts.models import Note
from contacts.queries.contacts import contact_log, titled
from contacts.queries.since import since_reached
from core.brief import Sentence, Sentences, many
from students.models import Student
from students.rules import first_day_of, school_year_of

SAID = Sentences(
    reached="Last reached on {day}: {what}, {outcome}.",
    attempts="Since then {attempts}, the last on {day}: {what}, {outcome}.",
    unreached="Nobody reached yet in {attempts}, the last on {day}: {what}, {outcome}.",
    no_way="Nobody could be reached by {contacts} since, the last on {day}: {outcome}.",
    tried="The school tried to reach the family or the student {times} this school year, the last time on {day}.",
    tried_reached="Of these, a person was reached {times}, the last time on {day}.",
)


def brief(student: Student, _may: frozenset[str], on: date) -> Iterator[Sentence]:
    """Say what the student's page says of contacts, and the numbers that a packet has. Three statements,
    and that of the policy.
    """
    found, work = since_reached(student.pk), reverse("student-work", args=[student.pk])
    if found.last:
        yield from SAID.say("reached", _key(found.last), _page(found.last), **_what(found.last))
    for last in found.attempts[:1]:
        kind = "attempts" if found.last else "unreached"
        many_of = many(len(found.attempts), "attempt,attempts")
        there = f"{work}#student-contacts"
        yield from SAID.say(kind, _key(last), there, attempts=many_of, **_what(last))
    for last in found.missed[:1]:
        contacts, what = many(len(found.missed), "contact,contacts"), _what(last)
        del what["what"]
        yield from SAID.say(
            "no_way", _key(last), f"{work}#student-contacts", contacts=contacts, **what
        )
    yield from _year(student, work, on)


def _year(student: Student, work: str, on: date) -> Iterator[Sentence]:
    """Say how often a school year's contacts were tried and reached a person. It names nobody: who it was
    with may tell of a placement.
    """
    log = contact_log(student.pk, start=first_day_of(school_year_of(on)), end=on)
    tried = [one for one in log if one.came != Came.MISSED]
    reached = [one for one in log if one.reached]
    for kind, lines in (("tried", tried), ("tried_reached", reached)):
        for last in lines[-1:]:
            times = many(len(lines), "time,times")
            yield from SAID.say(kind, f"note:{last.note_id}", work, times=times, day=last.at)


def _what(note: Note) -> dict[str, str | date]:
    outcome = note.get_outcome_display() if note.outcome else str(note.came.label)
    return {"day": note.happened_at, "what": _lower(titled(note)), "outcome": _lower(outcome)}


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def _key(note: Note) -> str:
    return f"note:{note.pk}"


def _page(note: Note) -> str:
    return reverse("contacts:note", args=[note.pk])
