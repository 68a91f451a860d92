"""Who was reached last about a student, as the room that keeps contacts tells it."""

from collections.abc import Collection, Sequence

from django.db import transaction

from cases.actions.summaries import refresh
from cases.models import LastReached

TOLD = ["on", "how", "guardian", "who"]


@transaction.atomic
def keep_reached(*, students: Collection[int], found: Sequence[LastReached]) -> None:
    """Write who was reached last about these students, `found` at most one for each; about the
    others of them nobody was. Their cases say so. Three statements at most.
    """
    reached = [row.student_id for row in found]
    LastReached.objects.filter(student__in=students).exclude(student__in=reached).delete()
    LastReached.objects.bulk_create(
        found, update_conflicts=True, unique_fields=["student"], update_fields=TOLD
    )
    refresh(students)
