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
    letters = reverse("letters:letters")
    return Morning(
        numbers=(
            Number("Letters due", waiting["due"], letters, _late(waiting["due_late"])),
            Number(
                "Letters to mail",
                waiting["printed"],
                f"{letters}?show=printed",
                _late(waiting["printed_late"]),
            ),
        )
    )


def _late(count: int) -> str:
    """Say how many of a number's own letters are late: never more than the number."""
    return f"{count:,} late" if count else ""
