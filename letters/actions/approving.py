"""Approving notices: who gets a copy, with which facts, frozen in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from attendance.queries.holds import Answer, may_go
from audit.rules import Act
from core.canonical import digest
from core.stages import transition
from letters.actions.events import happened
from letters.choices import EventKind, Stage
from letters.models import Batch, Copy, Notice
from letters.queries.due import DueLetter, due_letters
from letters.queries.obstacles import SOUGHT
from letters.queries.wordings import Stationery, WordingIsMissing, stationeries
from letters.rules.stages import LETTER_STAGES
from students.rules.languages import language_code
from students.rules.mail import Recipient


@dataclass(frozen=True)
class Approved:
    """What was approved, in which batch (None if nothing), what was held by a question, and what
    waits for the wording of its kind.
    """

    notices: list[Notice]
    held: list[DueLetter]
    batch: Batch | None
    unworded: list[DueLetter] = field(default_factory=list)


@transaction.atomic
def approve(
    act: Act,
    *,
    notices: Sequence[int],
    answers: Mapping[int, Answer] | None = None,
) -> Approved:
    """Approve the notices that are due and queue a copy for each rightful adult.

    A notice with an open question is held, unless `answers` has the person's words for it,
    and they were shown just that; one about whom to write to, or where, is held until the record
    says it; one of a kind without an approved wording waits for that. A second click approves
    nothing. Raises WordingIsMissing, changing nothing, if it keeps everything that could go.
    """
    answers = answers or {}
    rows = Notice.objects.filter(pk__in=notices, stage=Stage.DUE).order_by("pk")
    locked = list(rows.select_for_update(of=("self",)).select_related("student", "school"))
    letters = due_letters(locked, on=act.on)
    ready = [one for one in letters if may_go(one.holds, answers.get(one.notice.pk))]
    held = [one for one in letters if not may_go(one.holds, answers.get(one.notice.pk))]
    papers = stationeries((one.notice.kind for one in ready), on=act.on)
    worded, unworded = _worded(ready, papers)
    if not worded:
        return Approved([], held, None)
    done = [letter.notice for letter, _ in worded]
    batch = _queued(act, worded)
    details = {letter.notice.pk: event_detail(letter, answers) for letter, _ in worded}
    happened(act, EventKind.APPROVED, done, details=details)
    return Approved(done, held, batch, unworded)


def _queued(act: Act, worded: Sequence[tuple[DueLetter, Stationery]]) -> Batch:
    """Let a copy for each rightful adult wait for the printer, all in one batch."""
    copies = [copy for letter, paper in worded for copy in drafts(letter, paper, on=act.on)]
    batch = Batch.objects.create(created_at=act.at, created_by=act.actor.name)
    Copy.objects.bulk_create(copies)
    approved = Notice.objects.filter(pk__in=[letter.notice.pk for letter, _ in worded])
    transition(approved, LETTER_STAGES, "approve", batch=batch)
    return batch


def _worded(
    letters: Sequence[DueLetter], papers: Mapping[str, Stationery | WordingIsMissing]
) -> tuple[list[tuple[DueLetter, Stationery]], list[DueLetter]]:
    """Part the letters that can be written, each with its paper, from those that cannot yet."""
    worded, unworded = [], []
    for letter in letters:
        paper = papers[letter.notice.kind]
        if isinstance(paper, Stationery):
            worded.append((letter, paper))
        else:
            unworded.append(letter)
    if unworded and not worded:
        raise papers[unworded[0].notice.kind]  # type: ignore[misc] # of a letter without paper
    return worded, unworded


def drafts(letter: DueLetter, paper: Stationery, *, on: date) -> list[Copy]:
    """Return the copies of a letter as they would be approved, unsaved: one for each adult."""
    return [_draft(letter, one, paper, on) for one in letter.recipients]


def _draft(letter: DueLetter, recipient: Recipient, paper: Stationery, on: date) -> Copy:
    wordings, language = paper.wordings, language_code(recipient.language)
    # The language of the home comes first.
    languages = [*([language] if language in wordings and language != "en" else []), "en"]
    used = [wordings[one] for one in languages]
    facts = _facts(letter, recipient, paper.letterhead, on)
    facts |= {
        "languages": languages,
        "wordings": [{"id": one.pk, "sha256": one.sha256} for one in used],
        "call": "" if language in languages else paper.call(language),
    }
    return Copy(
        notice=letter.notice,
        recipient=recipient.key,
        name=recipient.name,
        because=recipient.because,
        language=language,
        languages=languages,
        facts=facts,
        facts_sha256=digest(facts),
        template_version=f"{used[0].key} {used[0].version}",
        rule_version=letter.facts.rule_version,
    )


def _facts(
    letter: DueLetter, recipient: Recipient, head: dict[str, Any], on: date
) -> dict[str, Any]:
    student = letter.notice.student
    return {
        "date": on.isoformat(),
        "letterhead": {name: value for name, value in head.items() if name != "liaison"},
        "recipient": {
            "name": recipient.name,
            "because": recipient.because,
            "address": list(recipient.address.lines),
            "language": language_code(recipient.language),
        },
        "student": {
            "name": student.full_name,
            "first_name": student.first_name or student.full_name,
            "sis_id": student.sis_id,
            "school": letter.notice.school.name,
            "grade": letter.grade,
        },
        **letter.facts.frozen,
    }


def event_detail(letter: DueLetter, answers: Mapping[int, Answer]) -> dict[str, Any]:
    """What the event keeps: how many copies, what was asked and what the person answered."""
    detail: dict[str, Any] = {"copies": len(letter.recipients)}
    if letter.holds:
        detail |= {
            "asked": [hold.text for hold in letter.holds if not hold.needs],
            "needs": sorted({str(hold.needs) for hold in letter.holds if hold.needs}),
            "questions": letter.questions,
            "answer": answers[letter.notice.pk].words,
        }
    if letter.is_sought:
        detail[SOUGHT] = True
    return detail
