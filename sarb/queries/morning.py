"""What waits for a chair in the morning."""

from collections.abc import Mapping

from django.urls import reverse

from accounts.access import Reach, bounds_of, students_for
from accounts.choices import Permission
from core import sql
from core.morning import Counting, Morning, Offered
from core.numbers import Number
from sarb.choices import ReferralState
from sarb.models import Referral
from sarb.queries.home import chair_home
from sarb.queries.lists import MOVED
from sarb.queries.shaken import moved_among
from sarb.queries.teams import levels_of_schools, to_school_teams

TO_TEAMS = sql.statement(__file__, "to_teams")
# What waits for a school's own teams, as its tab in the list is asked for.
TEAMS_SHOWN = {
    "waiting": "Referrals to the school’s teams",
    "unplaced": "Team meetings to be held",
}


def morning(scope: Reach) -> Offered:
    """Return the next hearings and the referrals that wait, for whoever plans hearings; for whoever
    answers to a school's own teams, how many wait for those.
    """
    if not scope.carrying(Permission.TEAM_ANSWER):
        return _of_hearings(scope, ())
    values = {
        **sql.kinds(referral=ReferralState),
        **bounds_of(scope, Permission.TEAM_ANSWER, on=scope.on),
        "levels": levels_of_schools(scope.on),
    }
    return Counting(TO_TEAMS, values, lambda row: _of_hearings(scope, _to_teams(scope, row)))


def _of_hearings(scope: Reach, numbers: tuple[Number, ...]) -> Morning | None:
    if not scope.carrying(Permission.DOCKET_MANAGE):
        return Morning(numbers=numbers) if numbers else None
    home = chair_home(scope, scope.on)
    if home.moved:
        there = f"{reverse('sarb:referrals')}?show={MOVED}"
        moved = Number("Referrals whose ground moved", home.moved, there, tone="warn")
        numbers = (*numbers, moved)
    return Morning(
        numbers=numbers,
        part="sarb/_home.html",
        found=home,
        student_ids=tuple(line.referral.student_id for line in home.waiting),
        instead_of=frozenset({"schools"}),
    )


def _to_teams(scope: Reach, counts: Mapping[str, int]) -> tuple[Number, ...]:
    """Return how many referrals wait for a school's own team: for its answer, for its meeting, and
    for a decision since their ground moved; of each only where there are any.
    """
    sent, accepted = (counts[key] for key in TEAMS_SHOWN)
    moved = _moved(scope) if sent or accepted else 0
    found = [
        (TEAMS_SHOWN["waiting"], sent, "waiting", ""),
        (TEAMS_SHOWN["unplaced"], accepted, "unplaced", ""),
        ("Team referrals whose ground moved", moved, MOVED, "warn"),
    ]
    there = f"{reverse('sarb:referrals')}?to=schools&show="
    return tuple(
        Number(label, count, f"{there}{show}", tone=tone)
        for label, count, show, tone in found
        if count
    )


def _moved(scope: Reach) -> int:
    reached = students_for(scope, Permission.TEAM_ANSWER, on=scope.on)
    mine = Referral.objects.open().filter(student__in=reached)
    return len(moved_among(to_school_teams(mine, on=scope.on)))
