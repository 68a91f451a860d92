"""What a pack says of practice: barriers to attending, the menu of interventions, how plans begin, what is
said aloud, what helps to hold a contact and write it down, what whoever asks for help is answered, and what a
school does for all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from law.packs.entries import (
    AnswerScript,
    BarrierKind,
    CampaignIdea,
    Care,
    Evidence,
    Intervention,
    OfferScript,
    Pathway,
    PlanTemplate,
    Prompt,
    Script,
    ServiceKind,
)

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
    "offers": ("text.en", "text.es"),
    "services": ("name",),
    "pathways": ("name", "what", "asks", "gives", "back"),
    "campaigns": ("name", "what", "by"),
    "care": ("name", "what"),
}


@dataclass(frozen=True)
class Practice:
    """All of it by code, in the order of the files."""

    barriers: Mapping[str, BarrierKind] = field(default_factory=dict)
    interventions: Mapping[str, Intervention] = field(default_factory=dict)
    templates: Mapping[str, PlanTemplate] = field(default_factory=dict)
    scripts: Mapping[str, Script] = field(default_factory=dict)
    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    answers: Mapping[str, AnswerScript] = field(default_factory=dict)
    offers: Mapping[str, OfferScript] = field(default_factory=dict)
    services: Mapping[str, ServiceKind] = field(default_factory=dict)
    pathways: Mapping[str, Pathway] = field(default_factory=dict)
    campaigns: Mapping[str, CampaignIdea] = field(default_factory=dict)
    care: Mapping[str, Care] = field(default_factory=dict)

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

    @property
    def given(self) -> list[ServiceKind]:
        """The kinds of service that are given to one student without a plan: no check-in, no group."""
        return [one for one in self.services.values() if not one.is_check and not one.is_group]

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

    def ways(self, level: str) -> list[Pathway]:
        """The ways to credits and a diploma that the district has for a level of school; of an unknown level all."""
        there = [one for one in self.pathways.values() if one.is_offered]
        return [one for one in there if level in one.levels] or there

    def part(self, name: str) -> Mapping[str, Any]:
        """Return the entries of one part of `EDITABLE`, by code."""
        found: Mapping[str, Any] = getattr(self, name)
        return found

    def with_own(self, edits: Iterable[tuple[str, str, Mapping[str, Any], bool]]) -> "Practice":
        """Return it as the district says it: of each edit its part, its code, what is said and whether
        the district has reviewed the entry. What the pack has no more is left out.
        """
        given = list(edits)
        if not given:
            return self
        parts = {name: dict(self.part(name)) for name in EDITABLE}
        for part, code, said, is_reviewed in given:
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


KINDS: Mapping[str, Any] = {
    "barriers": BarrierKind,
    "interventions": Intervention,
    "templates": PlanTemplate,
    "scripts": Script,
    "prompts": Prompt,
    "answers": AnswerScript,
    "offers": OfferScript,
    "services": ServiceKind,
    "pathways": Pathway,
    "campaigns": CampaignIdea,
    "care": Care,
}


def practice_of(*layers: Mapping[str, Mapping[str, Any]]) -> Practice:
    """Return what the layers say, each on top of the one before: a code says only what differs."""
    return Practice(
        **{
            part: {code: kind(code, **_plain(one)) for code, one in _laid(layers, part)}
            for part, kind in KINDS.items()
        }
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
