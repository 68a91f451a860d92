"""What may be said to offer a conference: a draft from the pack's words, without a private fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from core.templatetags.ui import moment
from law.queries import practice_in_force
from students.rules.languages import language_code

IN_NUMBERS = {
    "es": "%-d/%-m/%Y, %-I:%M %p"
}  # how a moment is written where the sentence is not English
OR = {"en": " or ", "es": " o "}
OPEN = {"en": "one of these times: …", "es": "una de estas horas: …"}


@dataclass(frozen=True)
class OfferDraft:
    """The offer in English and in the language of the home; `home` is '' where that is English, or there
    are no words in it. `is_reviewed` says whether the district has looked at the words.
    """

    english: str = ""
    home: str = ""
    is_reviewed: bool = False


def draft_of(
    code: str, *, slots: Sequence[datetime], language: str, on: date, **facts: str
) -> OfferDraft:
    """Return the draft of an offer; nothing where the pack has no words for it."""
    script = practice_in_force(on).offers.get(code)
    if script is None:
        return OfferDraft()
    home = language_code(language)
    said = {
        one: _filled(script.text[one], slots, one, facts)
        for one in dict.fromkeys(("en", home))
        if one in script.text
    }
    return OfferDraft(
        said.get("en", ""), said.get(home, "") if home != "en" else "", script.mark in ("R", "V")
    )


def _filled(text: str, slots: Sequence[datetime], language: str, facts: dict[str, str]) -> str:
    times = OR[language].join(_moment(slot, language) for slot in slots) or OPEN[language]
    for name, value in {**facts, "slots": times}.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _moment(at: datetime, language: str) -> str:
    there = localtime(at)
    return there.strftime(IN_NUMBERS[language]) if language in IN_NUMBERS else moment(there)
