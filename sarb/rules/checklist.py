"""What a packet should hold: the site's own checklist, and the notice that the statute asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ChecklistItem:
    """One line of the site's own checklist: `least` is how many make it complete."""

    key: str
    label: str
    least: int


@dataclass(frozen=True)
class Checked:
    """An item of the checklist with what was found of it."""

    key: str
    label: str
    found: int
    least: int

    @property
    def is_there(self) -> bool:
        return self.found >= self.least

    @property
    def words(self) -> str:
        """What is there of what is asked: "2 of 3", "5, where 3 are asked for", "none"."""
        if not self.found and self.least == 1:
            return "none"
        if self.least == 1:
            return str(self.found)
        if self.is_there:
            return f"{self.found}, where {self.least} are asked for"
        return f"{self.found} of {self.least}"


class BadChecklist(ValueError):
    """A line of the checklist is not `key` or `key:number`; the text says which."""


def checklist_from(lines: Sequence[str], labels: Mapping[str, str]) -> list[ChecklistItem]:
    """Return the site's checklist from lines such as `contacts:3` or `sart`.

    `labels` are the items there are, by key, as the pack in force names them.

    Raises BadChecklist for a key that is not known or a number below 1.

    Source: site practice, the seven items that review boards ask for; no statute.
    """
    return [_item(line, labels) for line in lines]


def _item(line: str, labels: Mapping[str, str]) -> ChecklistItem:
    key, _, least = line.strip().partition(":")
    if key not in labels or not (least or "1").isdecimal() or int(least or 1) < 1:
        raise BadChecklist(f"{line!r}: give one of {', '.join(labels)}, with ':' and a number")
    return ChecklistItem(key, labels[key], int(least or 1))


def check(items: Iterable[ChecklistItem], found: Mapping[str, int]) -> list[Checked]:
    """Return every item with how many were found of it; a key without a number has none.

    Source: site practice.
    """
    return [Checked(item.key, item.label, found.get(item.key, 0), item.least) for item in items]


def missing_of(checked: Iterable[Checked], *, notice: str) -> list[str]:
    """Return what a packet lacks, in words. The statute's written notice stands first: `notice` is
    its name where it is asked for and was not given yet, else ''.

    Source: EC 48263 for the notice; site practice for the rest.
    """
    lacking = [f"{item.label}: {item.words}" for item in checked if not item.is_there]
    return [notice, *lacking] if notice else lacking
