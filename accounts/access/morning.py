"""What waits of roles and invitations in the morning: for those who answer for staff, and of one's
own.
"""

from django.urls import reverse

from accounts.access.reach import Reach
from accounts.choices import Permission, Scope
from accounts.models import Grant
from accounts.queries.people import HeldRole, count_ending_and_invited, roles_held
from accounts.rules import SOON, is_soon
from core.morning import Morning
from core.numbers import Number


def morning(scope: Reach) -> Morning | None:
    """Return the roles that end soon and who has not joined yet, for those who can do something
    about it; and to each person which of their own roles end. No statement for most.
    """
    numbers, own = _numbers(scope), _own(scope)
    if not (numbers or own):
        return None
    return Morning(numbers=numbers, part="accounts/_own_ending.html" if own else "", found=own)


def _numbers(scope: Reach) -> tuple[Number, ...]:
    if not scope.carrying(Permission.STAFF_MANAGE):
        return ()
    counts, there = count_ending_and_invited(on=scope.on), reverse("accounts:people")
    days = f"in the next {SOON.days} days"
    found = (
        Number("People whose roles end", counts["ending"], f"{there}?show=ending", days),
        Number("Invited, not joined", counts["invited"], f"{there}?show=invited"),
    )
    return tuple(number for number in found if number.value)


def _own(scope: Reach) -> list[HeldRole]:
    """Return the person's roles that end soon with none that follows."""
    places = [one for one in scope.grants if one.scope != Scope.STUDENT]
    if scope.actor is None or not any(is_soon(one.ends, on=scope.on) for one in places):
        return []
    theirs = Grant.objects.of(scope.actor).of_places().live(scope.on)
    return [one for one in roles_held(theirs, on=scope.on) if one.is_soon]
