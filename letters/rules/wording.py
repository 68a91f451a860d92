"""What the law asks of a letter's wording, as plain functions over plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

NEW_LIST = date(2025, 7, 1)  # SB 691: operative for notices from this day
PC_270_1_GONE = date(2026, 1, 1)
# What each element of EC 48260.5 must say, besides being marked as that element.
NEW_ELEMENTS: dict[str, dict[str, str]] = {
    "a": {"en": r"\btruant\b", "es": r"truant|sin justificación"},
    "b": {"en": r"obligated to compel", "es": r"obligación de hacer que"},
    "c": {"en": r"alternative educational programs", "es": r"programas educativos alternativos"},
    "d": {"en": r"right to meet", "es": r"derecho a reunirse"},
    "e": {"en": r"mental health and supportive", "es": r"salud mental y .*apoyo"},
    "f": {"en": r"available to meet", "es": r"disponible para reunirse"},
    "g": {"en": r"10 percent", "es": r"10 por ciento"},
}
OLD_ELEMENTS: dict[str, dict[str, str]] = {
    "a": {"en": r"\btruant\b"},
    "b": {"en": r"obligated to compel"},
    "c": {"en": r"subject to prosecution"},
    "d": {"en": r"alternative educational programs"},
    "e": {"en": r"right to meet"},
    "f": {"en": r"subject to prosecution"},
    "h": {"en": r"accompany"},
}
SLOTS = {"c": "alternatives", "a": "days"}  # elements of the new list that rest on facts
# No letter before a finding under EC 48291 threatens.
THREATS = re.compile(
    r"prosecut|\bfine[sd]?\b|infraction|\bguilty\b|misdemeanor|\bjail|\barrest|\bcriminal|"
    r"juvenile court|\bCalWORKs\b|\b601\b|\b272\b|48293|driving privilege|"
    r"procesad|\bmultas?\b|infracción|\bculpable|delito|cárcel|arrest|tribunal de menores",
    re.IGNORECASE,
)
PC_270_1 = re.compile(r"\b270\.1\b")
PLACEHOLDER = re.compile(r"{(\w+)}")
PLACEHOLDERS = frozenset({"student", "first_name", "contact_name", "contact_phone", "district"})
LANGUAGE_CODES = {
    "english": "en",
    "eng": "en",
    "spanish": "es",
    "español": "es",
    "spa": "es",
    "armenian": "hy",
    "korean": "ko",
    "chinese": "zh",
    "cantonese": "zh",
    "mandarin": "zh",
    "vietnamese": "vi",
    "tagalog": "tl",
    "filipino": "tl",
    "farsi": "fa",
    "persian": "fa",
    "russian": "ru",
    "arabic": "ar",
}
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
MONTHS_ES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
WEEKDAYS_ES = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]


@dataclass(frozen=True)
class Passage:
    """One clause of a wording in one language: its element of the statute, or '', and its text."""

    key: str
    element: str
    slot: str
    text: str


@dataclass(frozen=True)
class Elements:
    """What a statute asks of a letter's words from a day on: each element by the words that say it
    in each language, and those that rest on facts by the slot that names them.
    """

    since: date
    says: dict[str, dict[str, str]]
    slots: dict[str, str]


@dataclass(frozen=True)
class WordingRule:
    """What is asked of the words of one kind of letter, the newest list last."""

    statute: str
    lists: tuple[Elements, ...]

    def elements_on(self, day: date) -> Elements:
        """Return the list in force. Source: EC 48260.5, amended by SB 691 from 1 July 2025."""
        return next(one for one in reversed(self.lists) if one.since <= day)


FIRST_NOTICE = WordingRule(
    "EC 48260.5", (Elements(date.min, OLD_ELEMENTS, {}), Elements(NEW_LIST, NEW_ELEMENTS, SLOTS))
)


def faults_of_wording(
    passages: Sequence[Passage],
    rule: WordingRule,
    *,
    language: str,
    effective_from: date,
    effective_to: date | None,
    on: date,
) -> list[str]:
    """Return what keeps a wording from being approved or sent on a date; none if it may be.

    Source: EC 48260.5 as of 1 July 2025 and before (SB 691), PC 270.1 repealed 1 January 2026.
    """
    faults = []
    if on < effective_from or (effective_to is not None and on > effective_to):
        until = f" to {effective_to:%B %-d, %Y}" if effective_to else ""
        faults.append(f"Out of date: it is for notices from {effective_from:%B %-d, %Y}{until}.")
    faults += _missing_elements(passages, rule, language, on)
    faults += _unknown_placeholders(passages)
    for passage in passages:
        if on >= NEW_LIST and (threat := THREATS.search(passage.text)):
            faults.append(f"Clause {passage.key} threatens: “{threat[0]}”.")
        if on >= PC_270_1_GONE and PC_270_1.search(passage.text):
            faults.append(f"Clause {passage.key} cites Penal Code 270.1, repealed in 2026.")
    return faults


def _missing_elements(
    passages: Sequence[Passage], rule: WordingRule, language: str, on: date
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


def _unknown_placeholders(passages: Sequence[Passage]) -> list[str]:
    named = {name for passage in passages for name in PLACEHOLDER.findall(passage.text)}
    return [f"Nothing is known to fill {{{name}}}." for name in sorted(named - PLACEHOLDERS)]


def language_code(written: str) -> str:
    """Return the code of a language as an SIS writes it: 'Spanish', 'es-MX', 'spa' are 'es'.

    Blank is '', and what is not known comes back as it was written.

    Source: EC 48985, home language on file.
    """
    text = written.strip().casefold()
    if text in LANGUAGE_CODES:
        return LANGUAGE_CODES[text]
    short = re.split(r"[-_]", text)[0]
    return short if short in OWN_NAMES else written.strip()


def own_name(code: str) -> str:
    """Return what a language calls itself, or the word given. Source: EC 48985."""
    return OWN_NAMES.get(code, code)


def written_date(day: date, language: str) -> str:
    """Return a date in words: 'Thursday, September 3, 2026', 'jueves 3 de septiembre de 2026'.

    Source: product rule, a date nobody can misread.
    """
    if language == "es":
        month = MONTHS_ES[day.month - 1]
        return f"{WEEKDAYS_ES[day.weekday()]} {day.day} de {month} de {day.year}"
    return f"{day:%A, %B} {day.day}, {day.year}"
