"""Populations and school records of a student, as far as the viewer's permissions go."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date

from accounts.choices import Permission
from students.choices import PopulationKind, RecordKind
from students.queries.records import Sheet, sheets_from

FOSTER = {PopulationKind.FOSTER}
HOMELESS = {PopulationKind.HOMELESS, PopulationKind.UNACCOMPANIED}
# The SIS's own words for a population, which may be of any kind.
UNKNOWN = {PopulationKind.OTHER}
EVERY_POPULATION = {
    Permission.POPULATION_READ,
    Permission.FOSTER_READ,
    Permission.HOMELESS_READ,
}


@dataclass(frozen=True)
class Belonging:
    """A population the student belongs to, or belonged to."""

    label: str
    note: str
    start: date | None
    end: date | None
    is_current: bool


@dataclass(frozen=True)
class Facts:
    groups: list[Belonging]
    sheets: list[Sheet]


def facts_from(
    populations: list[dict[str, Any]], records: list[dict[str, Any]], *, on: date
) -> Facts:
    """Return the rows found, in their order, as they are shown. No statement."""
    return Facts([_group(row, on) for row in populations], list(sheets_from(records)))


def kinds_for(may: frozenset[str]) -> list[str]:
    """Return the kinds of population that the permissions let a viewer read."""
    kinds: set[str] = set()
    if Permission.POPULATION_READ in may:
        kinds |= set(PopulationKind.values) - FOSTER - HOMELESS - UNKNOWN
    if Permission.FOSTER_READ in may:
        kinds |= FOSTER
    if Permission.HOMELESS_READ in may:
        kinds |= HOMELESS
    if may >= EVERY_POPULATION:
        kinds |= UNKNOWN
    return sorted(kinds)


def sheets_for(may: frozenset[str]) -> list[str]:
    """Return the kinds of record that the permissions let a viewer read.

    A program names a population, so it takes the permission for those, too.
    """
    if Permission.RECORD_READ not in may:
        return []
    hidden = set() if Permission.POPULATION_READ in may else {RecordKind.PROGRAM}
    return sorted(set(RecordKind.values) - hidden)


def _group(row: dict[str, Any], on: date) -> Belonging:
    start, end = (parse_date(row[name]) if row[name] else None for name in ("start", "end"))
    label = PopulationKind(row["kind"]).label
    is_other = row["kind"] == PopulationKind.OTHER and row["label"]
    return Belonging(
        label=row["label"] if is_other else str(label),
        note="" if is_other else row["label"],
        start=start,
        end=end,
        is_current=(start is None or start <= on) and (end is None or end >= on),
    )
