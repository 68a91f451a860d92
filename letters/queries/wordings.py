"""Which wordings the district has approved, and what the files propose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from core.canonical import digest
from core.refusals import Refusal
from letters.clauses import Template, letterhead, templates
from letters.models import LetterTemplate
from letters.rules import Passage, faults_of_first_notice


@dataclass(frozen=True)
class Proposal:
    """One language version of a letter in the files: its faults today, and who approved it."""

    template: Template
    language: str
    sha256: str
    faults: tuple[str, ...]
    approved: LetterTemplate | None

    @property
    def content(self) -> dict[str, Any]:
        return self.template.content(self.language)


def proposals(*, on: date) -> list[Proposal]:
    """Return every language version in the files, with its faults on a date. One statement."""
    approved = {
        (row.key, row.version, row.language, row.sha256): row
        for row in LetterTemplate.objects.order_by("approved_at", "pk")
    }
    found = []
    for template in templates():
        for language in template.languages:
            hash_ = digest(template.content(language))
            found.append(
                Proposal(
                    template,
                    language,
                    hash_,
                    tuple(faults_of(template, language, on=on)),
                    approved.get((template.key, template.version, language, hash_)),
                )
            )
    return found


def faults_of(template: Template, language: str, *, on: date) -> list[str]:
    """Return what keeps a language version of a template from being sent on a date."""
    return _faults(
        template.content(language), language, template.effective_from, template.effective_to, on
    )


def wordings_in_force(kind: str, *, on: date) -> dict[str, LetterTemplate]:
    """Return the approved wording of a letter in each language, the newest that may be sent.

    Empty where none was approved; a language whose approved wording has a fault by now is left
    out. One statement.
    """
    rows = LetterTemplate.objects.filter(
        Q(effective_to=None) | Q(effective_to__gte=on), key=kind, effective_from__lte=on
    ).order_by("effective_from", "approved_at", "pk")
    return {
        row.language: row
        for row in rows
        if not _faults(row.content, row.language, row.effective_from, row.effective_to, on)
    }


class WordingIsMissing(Refusal):
    """No wording that may be sent today is approved, or the district has no letterhead yet."""

    advice = "The district has not approved the wording of this letter yet."


@dataclass(frozen=True)
class Stationery:
    """What letters are written on: the approved wordings by language, and the letterhead."""

    wordings: Mapping[str, LetterTemplate]
    letterhead: dict[str, Any]


def stationery(kind: str, *, on: date) -> Stationery:
    """Return what a letter may be written on that day. One statement. Raises WordingIsMissing."""
    found = Stationery(wordings_in_force(kind, on=on), letterhead_in_force())
    if "en" not in found.wordings:
        raise WordingIsMissing
    if not found.letterhead:
        raise WordingIsMissing("The district’s letterhead is not set up yet.")
    return found


def letterhead_in_force() -> dict[str, Any]:
    """Return the district's letterhead, contact and offers; empty where it has none yet."""
    if not settings.LETTERHEAD and not (settings.LOCAL or settings.TESTING):
        return {}
    return {"district": settings.DISTRICT_NAME, **letterhead(settings.LETTERHEAD)}


def _faults(
    content: dict[str, Any], language: str, starts: date, ends: date | None, on: date
) -> list[str]:
    passages = [
        Passage(clause["key"], clause["element"], clause["slot"], clause["text"])
        for clause in content["clauses"]
    ]
    return faults_of_first_notice(
        passages, language=language, effective_from=starts, effective_to=ends, on=on
    )
