"""Policy packs: law and district policy as typed, cited, dated parameters.

A pack is a TOML file beside this module; `extends` names the pack it builds on. Overrides are
the district's own values, by dotted name.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FOLDER = Path(__file__).parent
HEADER = ("pack", "title", "version", "effective_from", "extends", "words")


class UnknownPack(Exception):
    """No pack of that name; the message lists those there are."""


class BadParameter(Exception):
    """A parameter is unknown, or its value does not fit; the message says which and why."""


class Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Truancy(Group):
    minutes_operator: Literal[">", ">="]
    minutes: int = Field(ge=0, le=600)
    occasions: int = Field(ge=1, le=50)
    gap_basis: Literal["longest", "sum"]
    occasion_unit: Literal["day", "incident"]
    period_rule: Literal["adjoining"]
    early_leave: Literal["absent", "ignore"]
    pending_window_school_days: int = Field(ge=0, le=60)
    pending_window_if_not_returned: Literal["same"] | Annotated[int, Field(ge=0, le=180)]
    uncleared_counts: Literal["auto"] | bool
    age_filter: bool
    age_from: int = Field(ge=3, le=20)
    age_below: int = Field(ge=4, le=30)
    second_report_tardy_min: int = Field(ge=0, le=600)
    again_anchor: Literal["filed"]
    fold_in: Literal[True]
    orphan_event: Literal["no_report"]
    effort_same_day: Literal["after_time"]
    transfer_in_district: Literal["carry"]
    transfer_inter_district: Literal["history_only"]
    charter: bool
    suspension: Literal["never"]
    independent_study_incomplete: Literal["never"]
    rollover: Literal["july_1"]
    habitual_reports: int = Field(ge=1, le=20)
    chronic_truant_percent: int = Field(ge=1, le=100)


class Chronic(Group):
    percent: int = Field(ge=1, le=100)
    partial_day: Literal["none"]
    state_min_days: int = Field(ge=0, le=366)
    ar_offsets: Literal[False]


class Bands(Group):
    at_risk_percent: int = Field(ge=1, le=100)
    moderate_percent: int = Field(ge=1, le=100)
    severe_percent: int = Field(ge=1, le=100)


class TierRules(Group):
    early_absent_percent: int = Field(ge=1, le=100)
    early_counted_days: int = Field(ge=1, le=100)
    intensive_absent_percent: int = Field(ge=1, le=100)
    intensive_report: int = Field(ge=1, le=20)


class Marks(Group):
    conflict: Literal["last", "first", "skip"]


class EnrollmentRules(Group):
    exit_day: Literal["last", "gone"]


class NoticeRules(Group):
    due_school_days: int = Field(ge=0, le=60)


class ContactRules(Group):
    reach_days: int = Field(ge=1, le=366)
    first_school_days: int = Field(ge=1, le=60)
    report_school_days: int = Field(ge=1, le=60)
    support_school_days: int = Field(ge=1, le=60)
    unexplained_days: int = Field(ge=2, le=60)
    first_look_days: int = Field(ge=0, le=366)
    draft_days: int = Field(ge=1, le=366)


class ReportRules(Group):
    receiver: str = Field(min_length=1, max_length=120)


class Parameters(Group):
    """Every parameter there is. A pack that leaves one out is not a pack."""

    truancy: Truancy
    chronic: Chronic
    bands: Bands
    tier: TierRules
    marks: Marks
    enrollment: EnrollmentRules
    notice: NoticeRules
    contact: ContactRules
    report: ReportRules


@dataclass(frozen=True)
class Source:
    """Where a parameter comes from: citation, confidence (V, S or M) and what to know."""

    citation: str
    confidence: str
    note: str


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
    words: Mapping[str, str]

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
        """Return a sentence for each value that departs from, or is not settled by, the law."""
        flat = self.flat()
        unsure = [
            f"{name} = {flat[name]}: not confirmed against a text ({source.note or source.citation})"
            for name, source in self.sources.items()
            if source.confidence == "M" and name in self.overrides
        ]
        if flat["truancy.minutes_operator"] == ">=":
            unsure.append("truancy.minutes_operator = >=: EC 48260(a) says more than 30 minutes.")
        return unsure


def pack_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_pack(name: str, overrides: Mapping[str, Any] | None = None) -> PolicyPack:
    """Return a pack by name, with overrides by dotted name (text values are converted).

    Raises UnknownPack, or BadParameter naming each parameter that does not fit.
    """
    header, raw = _read(name)
    own = dict(overrides or {})
    for dotted in own:
        group, _, key = dotted.partition(".")
        if key not in raw.get(group, {}):
            raise BadParameter(f"{dotted}: no such parameter in pack {name}")
    values = {
        group: {key: own.get(f"{group}.{key}", item["value"]) for key, item in items.items()}
        for group, items in raw.items()
    }
    parameters = _validated(values)
    flat = parameters.model_dump()
    return PolicyPack(
        name=header["pack"],
        title=header["title"],
        version=header["version"],
        effective_from=header["effective_from"],
        parameters=parameters,
        sources={
            f"{group}.{key}": Source(
                item.get("citation", ""), item.get("confidence", ""), item.get("note", "")
            )
            for group, items in raw.items()
            for key, item in items.items()
        },
        overrides={dotted: flat[dotted.split(".")[0]][dotted.split(".", 1)[1]] for dotted in own},
        words=header.get("words", {}),
    )


def _validated(values: dict[str, dict[str, Any]]) -> Parameters:
    try:
        return Parameters.model_validate(values)
    except ValidationError as error:
        lines = [f"{'.'.join(map(str, e['loc'][:2]))}: {e['msg']}" for e in error.errors()]
        raise BadParameter("; ".join(dict.fromkeys(lines))) from None


@lru_cache(maxsize=16)
def _file(name: str) -> dict[str, Any]:
    """Return a pack's file as it is written. Nobody changes what this returns."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


def _read(name: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the header and the groups of a pack, on top of the pack it extends."""
    if name not in pack_names():
        raise UnknownPack(f"{name!r}: no such policy pack; there are {', '.join(pack_names())}")
    data = _file(name)
    groups: dict[str, dict[str, Any]] = {}
    base: dict[str, Any] = {}
    if parent := data.get("extends"):
        base, groups = _read(parent)
    for group, items in data.items():
        if group not in HEADER:
            groups[group] = {**groups.get(group, {}), **items}
    header = {**base, **{key: data[key] for key in HEADER if key in data}}
    return header, groups
