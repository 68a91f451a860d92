"""Which tasks wait for a person in the morning."""

from accounts.access import Reach
from accounts.choices import Permission
from core.morning import Morning
from tasks.queries.today import today_items


def morning(scope: Reach) -> Morning | None:
    """Return what came up overnight, what is due and what is late, for whoever works cases."""
    if not scope.carrying(Permission.CASE_MANAGE):
        return None
    items = today_items(scope, on=scope.on)
    return Morning(part="tasks/_morning.html", found=items, student_ids=tuple(items.student_ids))
