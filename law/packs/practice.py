"""What a pack says of practice: barriers to attending, the menu of interventions, how plans begin, what is
said aloud, what helps to hold a contact and write it down, and what whoever asks for help is answered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

READ = "V"  # the mark of what was read in a source; all else awaits the district's review
REVIEWED = "R"  # the mark of what the district has reviewed
# Of each part what a district says in its own words: a line, or "label.en" for one of several languages.
EDITABLE: Mapping[str, tuple[str, ...]] = {
    "interventions": ("name", "what", "dose", "by"),
    "barriers": tuple(
        f"{name}.{language}" for name in ("label", "student", "adult") for language in ("en", "es")
    ),
    "templates": ("name", "counts", "agree"),
    "scripts": tuple(
        f"{name}.{language}" for name in ("student", "adult") for language in ("en", "es")
    ),
    "prompts": ("name", "say", "ask", "write"),
    "answers": ("text.en", "text.es"),
}
Words = Mapping[str, str]


@dataclass(frozen=True)
class BarrierKind:
    """What may stand in the way, with what is asked about it, by language.

    `suggests` are interventions, the first choice first. What is `sensitive` is marked so where it is
    read: it is for nobody who does not need to know, and for no paper.
    """

    code: str
    family: str
    label: Words
    student: Words
    adult: Words
    suggests: tuple[str, ...] = ()
    sensitive: bool = False
    mark: str = ""

    @property
    def name(self) -> str:
        return self.label["en"]


@dataclass(frozen=True)
class Evidence:
    """What a study found: a rating by its letter, a sentence, and where it is told."""

    rating: str
    says: str
    source: str


@dataclass(frozen=True)
class Intervention:
    """One entry of the menu. `serves` are barriers, none for all; `days` the weekdays of its usual
    dose, Monday is 0, none for what is not done by the week.
    """

    code: str
    name: str
    what: str
    tiers: tuple[str, ...]
    serves: tuple[str, ...]
    dose: str
    by: str
    measure: str
    days: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    mark: str = ""
    is_offered: bool = True  # a district may not have it

    @property
    def rating(self) -> str:
        """The rating of the first thing said of it; '' where nothing is."""
        return self.evidence[0].rating if self.evidence else ""


@dataclass(frozen=True)
class PlanTemplate:
    """How a plan begins at some levels of school: for a student of whom no barrier is known."""

    code: str
    name: str
    levels: tuple[str, ...]
    barriers: tuple[str, ...]
    strategies: tuple[str, ...]
    intensive: tuple[str, ...]
    counts: str
    agree: str
    mark: str = ""


@dataclass(frozen=True)
class Script:
    """What is said aloud before something is asked, by language."""

    code: str
    student: Words
    adult: Words
    mark: str = ""


@dataclass(frozen=True)
class Prompt:
    """What helps with one kind of contact: what to say, to ask and to write down. `code` is the kind, or the
    purpose that asks for more; a semicolon parts what is written.
    """

    code: str
    name: str
    say: str
    ask: str
    write: str
    mark: str = ""

    @property
    def headings(self) -> str:
        """What is written down, a heading a line."""
        parts = (part.strip() for part in self.write.split(";"))
        return "\n".join(f"{part}: " for part in parts if part)


@dataclass(frozen=True)
class AnswerScript:
    """What somebody of one kind who asked for help is answered first, by language, and in `knows` what
    they may know. The text names {student}, {owner}, {asked_on} and {by}.
    """

    code: str
    name: str
    knows: str
    text: Words
    mark: str = ""


@dataclass(frozen=True)
class ServiceKind:
    """One kind of service, and the minutes that it usually takes. `interventions` are those that it is
    a part of, none for what is planned in own words. The name of what is `is_sensitive` is for who
    may write notes about the student; what `is_check` is one tap in the morning, one in the evening;
    what `is_group` is given to several at once.
    """

    code: str
    name: str
    minutes: int
    interventions: tuple[str, ...] = ()
    is_sensitive: bool = False
    is_check: bool = False
    is_group: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Practice:
    """All of it by code, in the order of the files."""

    barriers: Mapping[str, BarrierKind] = field(default_factory=dict)
    interventions: Mapping[str, Intervention] = field(default_factory=dict)
    templates: Mapping[str, PlanTemplate] = field(default_factory=dict)
    scripts: Mapping[str, Script] = field(default_factory=dict)
    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    answers: Mapping[str, AnswerScript] = field(default_factory=dict)
    services: Mapping[str, ServiceKind] = field(default_factory=dict)

    @property
    def groups(self) -> list[str]:
        """The interventions that a group usually is."""
        return [
            code for one in self.services.values() if one.is_group for code in one.interventions
        ]

    @property
    def checks(self) -> list[str]:
        """The interventions that are a check-in and a check-out."""
        return [
            code for one in self.services.values() if one.is_check for code in one.interventions
        ]

    def services_of(self, intervention: str) -> list[ServiceKind]:
        """Return the kinds of service that an intervention is, the usual one first; of what is planned in
        own words ('') all that there are.

        Source: product rule, a service is logged by its kind.
        """
        kinds = self.services.values()
        return [one for one in kinds if not intervention or intervention in one.interventions]

    @property
    def menu(self) -> dict[str, Intervention]:
        """The interventions that the district offers, by code."""
        return {code: one for code, one in self.interventions.items() if one.is_offered}

    def part(self, name: str) -> Mapping[str, Any]:
        """Return the entries of one part of `EDITABLE`, by code."""
        found: Mapping[str, Any] = getattr(self, name)
        return found

    def with_own(self, edits: Iterable[tuple[str, str, Mapping[str, Any], bool]]) -> "Practice":
        """Return it as the district says it: of each edit its part, its code, what is said and whether
        the district has reviewed the entry. What the pack has no more is left out.
        """
        parts = {name: dict(self.part(name)) for name in EDITABLE}
        for part, code, said, is_reviewed in edits:
            if entry := parts.get(part, {}).get(code):
                mark = REVIEWED if is_reviewed else entry.mark
                parts[part][code] = replace(entry, mark=mark, **_own(entry, said))
        return replace(self, **parts)

    def suggested(self, barriers: list[str], *, tier: str, level: str, most: int) -> list[str]:
        """Return at most so many interventions: for the barriers in their order, the first choice of
        each before the second of any; without one, those of the template. What is offered to
        another tier comes after what is offered to this.

        Source: product rule; few strategies at a time, chosen by barrier.
        """
        lists = [self.barriers[code].suggests for code in barriers if code in self.barriers]
        turns = max(map(len, lists), default=0)
        found = [one[turn] for turn in range(turns) for one in lists if turn < len(one)]
        if not found:
            start = self.template_for(level)
            found = list(
                (start.intensive if tier == "intensive" else start.strategies) if start else ()
            )
        menu = self.menu
        known = [code for code in dict.fromkeys(found) if code in menu]
        return sorted(known, key=lambda code: tier not in self.interventions[code].tiers)[:most]

    def template_for(self, level: str) -> PlanTemplate | None:
        """Return how plans begin at a level of school, or the first way there is."""
        there = (one for one in self.templates.values() if level in one.levels)
        return next(there, next(iter(self.templates.values()), None))


def _own(entry: Any, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an entry as the district says them."""
    found: dict[str, Any] = {}
    for name, value in said.items():
        field_name, _, language = name.partition(".")
        words = found.get(field_name, getattr(entry, field_name))
        found[field_name] = {**words, language: value} if language else value
    return found


def practice_of(*layers: Mapping[str, Mapping[str, Any]]) -> Practice:
    """Return what the layers say, each on top of the one before: a code says only what differs."""
    return Practice(
        barriers={
            code: BarrierKind(code, **_plain(one)) for code, one in _laid(layers, "barriers")
        },
        interventions={
            code: Intervention(code, **_plain(one)) for code, one in _laid(layers, "interventions")
        },
        templates={
            code: PlanTemplate(code, **_plain(one)) for code, one in _laid(layers, "templates")
        },
        scripts={code: Script(code, **_plain(one)) for code, one in _laid(layers, "scripts")},
        prompts={code: Prompt(code, **_plain(one)) for code, one in _laid(layers, "prompts")},
        answers={
            code: AnswerScript(code, **_plain(one)) for code, one in _laid(layers, "answers")
        },
        services={
            code: ServiceKind(code, **_plain(one)) for code, one in _laid(layers, "services")
        },
    )


def _laid(
    layers: tuple[Mapping[str, Mapping[str, Any]], ...], part: str
) -> list[tuple[str, dict[str, Any]]]:
    found: dict[str, dict[str, Any]] = {}
    for layer in layers:
        for code, said in layer.get(part, {}).items():
            found[code] = {**found.get(code, {}), **said}
    return list(found.items())


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of one entry as they are kept: nobody changes them."""
    found = {name: tuple(v) if isinstance(v, list) else v for name, v in said.items()}
    if "evidence" in found:
        found["evidence"] = tuple(Evidence(**one) for one in found["evidence"])
    return found


def value_of(entry: Any, name: str) -> Any:
    """Return what an entry says under a name of `EDITABLE`."""
    field_name, _, language = name.partition(".")
    value = getattr(entry, field_name)
    return value.get(language, "") if language else value


def is_settled(entry: Any) -> bool:
    """Return whether the district has reviewed an entry."""
    return bool(entry.mark == REVIEWED)
