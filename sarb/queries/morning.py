"""What waits for a chair in the morning."""

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core.morning import Morning, Number
from sarb.queries.home import chair_home
from sarb.queries.lists import MOVED


def morning(scope: Reach) -> Morning | None:
    """Return the next hearings and the referrals that wait, for whoever plans hearings."""
    if not scope.carrying(Permission.DOCKET_MANAGE):
        return None
    home = chair_home(scope, scope.on)
    numbers: tuple[Number, ...] = ()
    if home.moved:
        there = f"{reverse('sarb:referrals')}?show={MOVED}"
        numbers = (Number("Referrals whose ground moved", home.moved, there, tone="warn"),)
    return Morning(
        numbers=numbers,
        part="sarb/_home.html",
        found=home,
        student_ids=tuple(line.referral.student_id for line in home.waiting),
        instead_of=frozenset({"schools"}),
    )
