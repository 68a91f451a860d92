"""Which letters wait for a person in the morning."""

from django.urls import reverse

from accounts.access import Reach
from accounts.choices import Permission
from core.morning import Morning, Number
from letters.queries.lists import waiting_letters


def morning(scope: Reach) -> Morning | None:
    """Return how many letters are due and to mail; nothing when no letter waits for anything."""
    if not scope.carrying(Permission.LETTER_MAIL):
        return None
    waiting = waiting_letters(scope, on=scope.on)
    if not any(waiting[stage] for stage in ("due", "approved", "printed")):
        return None
    letters, late = reverse("letters:letters"), waiting["late"]
    return Morning(
        numbers=(
            Number("Letters due", waiting["due"], letters, f"{late:,} late" if late else ""),
            Number("Letters to mail", waiting["printed"], f"{letters}?show=printed"),
        )
    )
