"""What a chair wants to know first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.access import Who, students_for
from accounts.choices import Permission
from sarb.models import Referral
from sarb.queries.lists import ReferralLine, counts, dockets, lines_of, with_interpreters
from sarb.queries.shaken import moved_among
from sarb.queries.teams import to_boards
from students.rules.names import by_name

MOST_WAITING = 5


@dataclass(frozen=True)
class ChairHome:
    """The next hearings, and referrals that wait, the oldest first."""

    next: Any
    days: int
    waiting: list[ReferralLine]
    counts: dict[str, int]
    moved: int

    @property
    def more(self) -> int:
        return self.counts["waiting"] - len(self.waiting)


def chair_home(who: Who, on: date) -> ChairHome:
    """Return what waits for a chair within their reach. A handful of statements."""
    mine = students_for(who, Permission.DOCKET_MANAGE, on=on)
    reached = to_boards(Referral.objects.filter(student__in=mine), on=on)
    rows = with_interpreters(reached.waiting()).order_by("made_at", *by_name("student"), "pk")
    waiting = rows[:MOST_WAITING]
    upcoming = dockets(on=on).first()
    return ChairHome(
        next=upcoming,
        days=(upcoming.date - on).days if upcoming else 0,
        waiting=lines_of(waiting, on=on),
        counts=counts(reached),
        moved=len(moved_among(reached)),
    )
