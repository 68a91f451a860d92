"""Which wordings the district has approved, and what the files propose."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from core.canonical import digest
from core.refusals import Refusal
from law.packs import PolicyPack, load_pack, misfits, pack_names
from law.queries import pack_in_force
from letters.clauses import Template, letterhead, templates
from letters.models import LetterTemplate
from letters.queries.kinds import SPECS, rule_of
from letters.rules import ClauseText, faults_of_wording
from students.rules.languages import FROM_THE_RIGHT

FROM_THE_LEFT = "\u200e"  # seen by nobody: what is beside it is read from the left


@dataclass(frozen=True)
class ProposedWording:
    """One language version of a letter in the files: its faults today, and who approved it."""

    template: Template
    language: str
    content: dict[str, Any]
    sha256: str
    faults: tuple[str, ...]
    approved: LetterTemplate | None


def proposed_wordings(*, on: date) -> list[ProposedWording]:
    """Return every language version in the files, with its faults on a date. Two statements.

    The parameters in force that day are put in.
    """
    pack = pack_in_force(on)
    approved = {
        (row.key, row.version, row.language, row.sha256): row
        for row in LetterTemplate.objects.order_by("approved_at", "pk")
    }
    return [
        _proposed(template, language, approved, on, pack)
        for template in templates(pack)
        for language in template.languages
    ]


def _proposed(
    template: Template,
    language: str,
    approved: Mapping[tuple[str, str, str, str], LetterTemplate],
    on: date,
    pack: PolicyPack,
) -> ProposedWording:
    content = template.content(language, pack)
    sha256 = digest(content)
    return ProposedWording(
        template,
        language,
        content,
        sha256,
        (*_faults(template, content, language, on, pack), *unfit(content, language, pack)),
        approved.get((template.key, template.version, language, sha256)),
    )


def unfit(content: dict[str, Any], language: str, pack: PolicyPack) -> list[str]:
    """Return where what the statute asks for says another number than the parameters in force."""
    return [
        f"Clause {clause['key']} {misfit}."
        for clause in content["clauses"]
        if clause["element"]
        for misfit in misfits(clause["text"], language, pack)
    ]


def wordings_in_force(kind: str, *, on: date) -> dict[str, LetterTemplate]:
    """Return the approved wording of a letter in each language, the newest that may be sent.

    Empty where none was approved; a language whose approved wording has a fault by now, or says
    what the parameters in force do not, is left out. Two statements.
    """
    return _in_force(kind, on, pack_in_force(on))


def _in_force(kind: str, on: date, pack: PolicyPack) -> dict[str, LetterTemplate]:
    rows = LetterTemplate.objects.filter(
        Q(effective_to=None) | Q(effective_to__gte=on), key=kind, effective_from__lte=on
    ).order_by("effective_from", "approved_at", "pk")
    return {
        row.language: row
        for row in rows
        if not _faults(row, row.content, row.language, on, pack)
        and not unfit(row.content, row.language, pack)
        and _is_of(pack, row)
    }


def _is_of(pack: PolicyPack, row: LetterTemplate) -> bool:
    """Return whether a wording is for the law in force: it cites what a template of that law cites,
    and where that has none, what no other law's template does.
    """
    cited, own = row.content["statute"], _cited(pack, row.key)
    if own:
        return cited in own
    return all(cited not in _cited(load_pack(name), row.key) for name in pack_names())


def _cited(pack: PolicyPack, kind: str) -> set[str]:
    return {one["statute"] for one in pack.letters.templates if one["template"] == kind}


NO_SIGNER = (
    "The district’s letterhead names nobody who signs: write [signer] with name and title into it."
)


class WordingIsMissing(Refusal):
    """No wording that may be sent today is approved, or the district has no letterhead yet."""

    advice = "The district has not approved the wording of this letter yet."


@dataclass(frozen=True)
class Stationery:
    """What letters are written on: the approved wordings by language, the letterhead, and by language
    the sentence on where to call.
    """

    wordings: Mapping[str, LetterTemplate]
    letterhead: dict[str, Any]
    calls: Mapping[str, str] = field(default_factory=dict)

    def call(self, language: str) -> str:
        """Return the sentence in a language on where to call; '' where there is none in it."""
        return called(self.calls, language, phone=self.letterhead["contact_phone"])


def called(calls: Mapping[str, str], language: str, *, phone: str) -> str:
    """Return the sentence in a language on where to call; '' where there is none in it."""
    return calls.get(language, "").format(contact_phone=phone_in(language, phone))


def phone_in(language: str, phone: str) -> str:
    """Return a telephone as a sentence in a language has it: in one that is written from the right,
    only digits in one go and between two marks that say from the left keep their order.
    """
    if not phone or language not in FROM_THE_RIGHT:
        return phone
    return FROM_THE_LEFT + re.sub(r"[^\d+]+", "-", phone).strip("-") + FROM_THE_LEFT


def stationeries(kinds: Iterable[str], *, on: date) -> dict[str, Stationery | WordingIsMissing]:
    """Return for each kind of letter what it may be written on, or why it may not be yet.

    One statement for each kind.
    """
    found: dict[str, Stationery | WordingIsMissing] = {}
    for kind in sorted(set(kinds)):
        try:
            found[kind] = stationery(kind, on=on)
        except WordingIsMissing as missing:
            found[kind] = missing
    return found


def missing_wordings(*, on: date) -> dict[str, str]:
    """Return the kinds of letters that may not be written yet, each with what it lacks.

    One statement for each kind.
    """
    papers = stationeries(SPECS, on=on)
    return {kind: str(why) for kind, why in papers.items() if isinstance(why, WordingIsMissing)}


def stationery(kind: str, *, on: date) -> Stationery:
    """Return what a letter may be written on that day. Two statements. Raises WordingIsMissing."""
    pack = pack_in_force(on)
    found = Stationery(_in_force(kind, on, pack), letterhead_in_force(), pack.letters.call)
    if "en" not in found.wordings:
        raise WordingIsMissing(_why_missing(kind, on=on))
    if not found.letterhead:
        raise WordingIsMissing("The district’s letterhead is not set up yet.")
    if not all(found.letterhead.get("signer", {}).get(key) for key in ("name", "title")):
        raise WordingIsMissing(NO_SIGNER)
    return found


def _why_missing(kind: str, *, on: date) -> str:
    """Say what keeps the wording that was approved last from being sent; '' where none was."""
    row = LetterTemplate.objects.filter(key=kind, language="en").order_by("-approved_at").first()
    faults = unfit(row.content, row.language, pack_in_force(on)) if row else []
    return f"{' '.join(faults)} Approve the wording anew." if faults else ""


def letterhead_in_force() -> dict[str, Any]:
    """Return the district's letterhead, contact and offers; empty where it has none yet."""
    if not settings.LETTERHEAD and not (settings.LOCAL or settings.TESTING):
        return {}
    return {"district": settings.DISTRICT_NAME, **letterhead(settings.LETTERHEAD)}


def _faults(
    letter: Template | LetterTemplate,
    content: dict[str, Any],
    language: str,
    on: date,
    pack: PolicyPack,
) -> list[str]:
    passages = [
        ClauseText(clause["key"], clause["element"], clause["slot"], clause["text"])
        for clause in content["clauses"]
    ]
    return faults_of_wording(
        passages,
        rule_of(letter.key, pack),
        language=language,
        effective_from=letter.effective_from,
        effective_to=letter.effective_to,
        on=on,
        forbidden=pack.letters.forbidden,
    )
