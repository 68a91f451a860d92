"""What the law asks of a letter's wording, as plain functions over plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from law.packs import Forbidden, WordingRule

PLACEHOLDER = re.compile(r"{(\w+)}")
PLACEHOLDERS = frozenset(
    {"student", "first_name", "contact_name", "contact_phone", "district", "letter_date"}
)
OWN_NAMES = {
    "en": "English",
    "es": "Español",
    "hy": "Հայերեն",
    "ko": "한국어",
    "zh": "中文",
    "vi": "Tiếng Việt",
    "tl": "Tagalog",
    "fa": "فارسی",
    "ru": "Русский",
    "ar": "العربية",
}


@dataclass(frozen=True)
class ClauseText:
    """One clause of a wording in one language: its element of the statute, or '', and its text."""

    key: str
    element: str
    slot: str
    text: str


def faults_of_wording(
    passages: Sequence[ClauseText],
    rule: WordingRule,
    *,
    language: str,
    effective_from: date,
    effective_to: date | None,
    on: date,
    forbidden: Sequence[Forbidden] = (),
) -> list[str]:
    """Return what keeps a wording from being approved or sent on a date; none if it may be.

    `rule` and `forbidden` are the law in force, as its pack has it.

    Source: EC 48260.5 as of 1 July 2025 and before (SB 691), PC 270.1 repealed 1 January 2026.
    """
    return [
        *_out_of_date(effective_from, effective_to, on),
        *_missing_elements(passages, rule, language, on),
        *_unknown_placeholders(passages),
        *_forbidden_words(passages, forbidden, on),
    ]


def _out_of_date(starts: date, ends: date | None, on: date) -> list[str]:
    if starts <= on and (ends is None or on <= ends):
        return []
    until = f" to {ends:%B %-d, %Y}" if ends else ""
    return [f"Out of date: it is for notices from {starts:%B %-d, %Y}{until}."]


def _forbidden_words(
    passages: Sequence[ClauseText], forbidden: Sequence[Forbidden], on: date
) -> list[str]:
    return [
        f"Clause {passage.key} {one.says.format(found=said[0])}."
        for passage in passages
        for one in forbidden
        if on >= one.since and (said := re.search(one.pattern, passage.text, re.IGNORECASE))
    ]


def _missing_elements(
    passages: Sequence[ClauseText], rule: WordingRule, language: str, on: date
) -> list[str]:
    elements, faults = rule.elements_on(on), []
    for element, says in elements.says.items():
        pattern = says.get(language, "")
        texts = [p.text for p in passages if p.element == element and p.text.strip()]
        if not texts:
            faults.append(f"Element {element} of {rule.statute} is missing.")
        elif not pattern or not any(re.search(pattern, t, re.IGNORECASE | re.S) for t in texts):
            faults.append(
                f"Element {element} of {rule.statute} does not say what the statute asks."
            )
    filled = {(p.element, p.slot) for p in passages}
    return faults + [
        f"Element {element} does not name the {slot}."
        for element, slot in elements.slots.items()
        if (element, slot) not in filled
    ]


def _unknown_placeholders(passages: Sequence[ClauseText]) -> list[str]:
    named = {name for passage in passages for name in PLACEHOLDER.findall(passage.text)}
    return [f"Nothing is known to fill {{{name}}}." for name in sorted(named - PLACEHOLDERS)]


def own_name(code: str) -> str:
    """Return what a language calls itself, or the word given. Source: EC 48985."""
    return OWN_NAMES.get(code, code)
