"""What opens one student: the grants that reach them, by the places where they are enrolled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from accounts.choices import Scope
from accounts.rules import is_reading, permissions_of, permits


class HeldGrant(NamedTuple):
    """What a page reads of a grant in force. A counselor may hold hundreds, so no model's row."""

    pk: int
    role: str
    scope: str
    region_id: int | None
    school_id: int | None
    student_id: int | None
    ends: date


@dataclass(frozen=True)
class Way:
    """A grant that reaches a student; `in_tail` when only by an enrollment that has ended."""

    pk: int
    role: str
    in_tail: bool

    def opens(self, permission: str) -> bool:
        return permits(self.role, permission) and (is_reading(permission) or not self.in_tail)

    @property
    def permissions(self) -> frozenset[str]:
        """Every permission that it opens."""
        carried = permissions_of(self.role)
        return frozenset(filter(is_reading, carried)) if self.in_tail else carried


@dataclass(frozen=True)
class EnrolledPlace:
    """An enrollment that is open, or has ended so lately that reading goes on."""

    school_id: int
    region_id: int | None
    has_ended: bool


def ways_of(
    grants: Iterable[HeldGrant], student_id: int, places: Sequence[EnrolledPlace]
) -> list[Way]:
    """Return the grants that reach a student enrolled at these places. No statement."""
    ways = (_way(grant, student_id, places) for grant in grants)
    return [way for way in ways if way]


def _way(grant: HeldGrant, student_id: int, places: Sequence[EnrolledPlace]) -> Way | None:
    if grant.scope == Scope.DISTRICT or grant.student_id == student_id:
        return Way(grant.pk, grant.role, in_tail=False)
    here = [place for place in places if _covers(grant, place)]
    if not here:
        return None
    return Way(grant.pk, grant.role, in_tail=all(place.has_ended for place in here))


def _covers(grant: HeldGrant, place: EnrolledPlace) -> bool:
    if grant.scope == Scope.SCHOOL:
        return grant.school_id == place.school_id
    return grant.scope == Scope.REGION and grant.region_id == place.region_id
