"""What waits for a chair in the morning."""

from django.urls import reverse

from accounts.access import Reach, students_for
from accounts.choices import Permission
from core.morning import Morning, Number
from sarb.models import Referral
from sarb.queries.home import chair_home
from sarb.queries.lists import MOVED
from sarb.queries.teams import to_school_teams


def morning(scope: Reach) -> Morning | None:
    """Return the next hearings and the referrals that wait, for whoever plans hearings; for whoever
    answers to a school's own teams, how many wait for those.
    """
    numbers = _to_teams(scope)
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


def _to_teams(scope: Reach) -> tuple[Number, ...]:
    """Return how many referrals wait for a school's own team, where any does."""
    if not scope.carrying(Permission.TEAM_ANSWER):
        return ()
    mine = students_for(scope, Permission.TEAM_ANSWER, on=scope.on)
    sent = Referral.objects.waiting().filter(student__in=mine)
    waiting = to_school_teams(sent, on=scope.on).count()
    there = f"{reverse('sarb:referrals')}?to=schools"
    return (Number("Referrals to the school’s teams", waiting, there),) if waiting else ()
