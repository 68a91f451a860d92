"""A policy pack as it is in force: its parameters with the district's own, and what it says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from law.packs.letters import LetterLaw
from law.packs.numbers import written
from law.packs.parameters import Parameters
from law.packs.practice import Practice
from law.packs.statute_tests import Periods, StatuteTest
from law.packs.wording import PLACEHOLDER, Cited, NoSuchSentence, Passage, Texts

OTHERWISE = "set otherwise by the district"


class BadParameter(Exception):
    """A parameter is unknown, or its value does not fit; the message says which and why."""


@dataclass(frozen=True)
class Source:
    """Where a parameter comes from: citation, confidence (V, S or M) and what to know.

    `statute` is the value that the text itself says; None where it says none. `says` tells it in
    our words and goes on after the citation: "asks for ...". `why` is the reason of a value that
    the pack itself sets against the text.
    """

    citation: str
    confidence: str
    note: str
    statute: Any = None
    says: str = ""
    why: str = ""

    def departs(self, value: Any) -> bool:
        """Return whether a value is not what the text says; never where it says nothing."""
        return self.statute is not None and bool(value != self.statute)


@dataclass(frozen=True)
class PolicyPack:
    """A pack with the district's overrides applied. `version` names both."""

    name: str
    title: str
    version: str
    effective_from: date
    parameters: Parameters
    sources: Mapping[str, Source]
    overrides: Mapping[str, Any]
    passages: Mapping[str, Passage] = field(default_factory=dict)
    tests: tuple[StatuteTest, ...] = ()
    periods: Periods = field(default_factory=Periods)
    letters: LetterLaw = field(default_factory=LetterLaw)
    practice: Practice = field(default_factory=Practice)
    # A pack never changes: what a key departs by, what it says without facts and which keys a section
    # has is found once.
    _departures: dict[str, bool] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _said: dict[tuple[str, str], str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _sections: dict[str, list[tuple[str, str]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def label(self) -> str:
        """Name, version and a mark of the district's own parameters, as stored with what was
        judged by it. The parameters themselves are in the policy rows.
        """
        if not self.overrides:
            return f"{self.name} {self.version}"
        own = json.dumps(dict(self.overrides), sort_keys=True)
        return f"{self.name} {self.version}+{sha256(own.encode()).hexdigest()[:8]}"

    def flat(self) -> dict[str, Any]:
        """Return every parameter by its dotted name."""
        groups = self.parameters.model_dump()
        return {f"{g}.{key}": value for g, keys in groups.items() for key, value in keys.items()}

    def value(self, name: str) -> Any:
        """Return one parameter. Raises BadParameter if there is none of that name."""
        group, _, key = name.partition(".")
        try:
            return getattr(getattr(self.parameters, group), key)
        except AttributeError:
            raise BadParameter(f"{name}: no such parameter") from None

    @property
    def warnings(self) -> list[str]:
        """Return a sentence for each value of the district that departs from, or is not settled
        by, the law, and for the periods of the year while nobody has confirmed them.
        """
        flat = self.flat()
        departures = [
            self._departure(name) for name in self._departing() if name in self.overrides
        ]
        unsure = [
            f"{name} = {flat[name]}: not confirmed against a text ({source.note or source.citation})"
            for name, source in self.sources.items()
            if source.confidence == "M" and name in self.overrides
        ]
        dates = [f"periods: not confirmed ({self.periods.note})"] * (
            self.periods.confidence == "M"
        )
        return departures + unsure + dates

    @property
    def own_departures(self) -> list[str]:
        """Return a sentence for each value that the pack itself sets against its law, and why."""
        return [
            f"{self._departure(name)} The pack departs from it: {self.sources[name].why}."
            for name in self._departing()
            if name not in self.overrides
        ]

    def _departing(self) -> list[str]:
        """Return the parameters whose value is not what the text says."""
        flat = self.flat()
        return [name for name, source in self.sources.items() if source.departs(flat[name])]

    def _departure(self, name: str) -> str:
        source = self.sources[name]
        return f"{name} = {self.value(name)}: {source.citation} {source.says}."

    # --- What it says ---------------------------------------------------------------------

    def sentence(self, key: str, language: str = "en", **facts: Any) -> str:
        """Return a sentence with the parameters in force and the caller's facts put in.

        Raises NoSuchSentence where the pack does not say it, or not in that language.
        """
        if not facts and (said := self._said.get((key, language))) is not None:
            return said
        text = self._texts(key).get(language)
        if text is None:
            raise NoSuchSentence(f"{self.name} has no {key} in {language}")
        said = self.filled(text, language, **facts)
        if not facts:
            self._said[key, language] = said
        return said

    def cited(self, key: str, **facts: Any) -> Cited:
        """Return a sentence, in English, and where it is written.

        Where a parameter of it departs from the text, the citation says that the text is not to
        be read for the number.
        """
        citation = self.passages[key].citation
        if citation and self._departs(key):
            citation = f"{citation}, {OTHERWISE}"
        return Cited(self.sentence(key, **facts), citation)

    def citation(self, key: str) -> str:
        """Return where a sentence is written; '' if the pack has none."""
        return self.passages[key].citation if self.has(key) else ""

    def has(self, key: str) -> bool:
        """Return whether the pack says anything under a key: not every state has every word."""
        return key in self.passages

    def section(self, name: str, **facts: Any) -> dict[str, str]:
        """Return every sentence of a section, such as `teams`, by its own key and in its order."""
        if name not in self._sections:
            start = f"{name}."
            keys = (key for key in self.passages if key.startswith(start))
            self._sections[name] = [(key.removeprefix(start), key) for key in keys]
        return {own: self.sentence(key, **facts) for own, key in self._sections[name]}

    def filled(self, text: str, language: str = "en", **facts: Any) -> str:
        """Return a text with what stands in braces filled: parameters, phrases and facts.

        Braces that name nothing known stay as they are: letters fill the names of people later.
        """

        def fill(found: Any) -> str:
            name, how = found[1], found[2] or ""
            if name in facts:
                return written(facts[name], how, language)
            if (said := self._key(name)) is not None:
                return self.sentence(said, language, **facts)
            if "." in name:
                return written(self.value(name), how, language)
            return str(found[0])

        return PLACEHOLDER.sub(fill, text)

    def _texts(self, key: str) -> Texts:
        passage = self.passages.get(key)
        if passage is None:
            return {}
        if passage.by:
            return passage.choices[str(self.value(passage.by)).lower()]
        return passage.own if passage.own and self._departs(key) else passage.texts

    def parameters_of(self, key: str) -> set[str]:
        """Return the parameters that a sentence rests on, those of its phrases included."""
        passage, found = self.passages.get(key, Passage()), set()
        for name in passage.names():
            said = self._key(name)
            found |= {name} if said is None and "." in name else self.parameters_of(said or "")
        return found

    def _key(self, name: str) -> str | None:
        """Return the key of the passage that a placeholder names: in full, or a phrase."""
        return next((key for key in (name, f"phrases.{name}") if self.has(key)), None)

    def _departs(self, key: str) -> bool:
        if (found := self._departures.get(key)) is None:
            asked = self.parameters_of(key)
            found = any(self.sources[name].departs(self.value(name)) for name in asked)
            self._departures[key] = found
        return found
