"""Letters as the list shows them, by stage."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.access import Who, bounds_of
from accounts.choices import Permission
from core import sql
from letters.choices import CopyState, Stage
from letters.models import Batch, Copy, Notice
from letters.queries.detail import BY_SCHOOL
from letters.rules.stages import OPEN
from students.rules.names import by_name

WAITING = sql.statement(__file__, "waiting")


@dataclass(frozen=True)
class BatchDetail:
    """A batch with its copies by how far they are."""

    batch: Batch
    notices: int
    copies: int
    printed: int
    failed: int

    @property
    def is_over(self) -> bool:
        """Whether the printer is through with it, well or not."""
        return self.printed + self.failed == self.copies


def stage_counts(notices: QuerySet[Notice], *, on: date) -> dict[str, int]:
    """Return how many notices are in each stage, and how many are late. One statement."""
    return notices.aggregate(
        late=Count("pk", filter=_late(on)),
        **{stage.value: Count("pk", filter=Q(stage=stage)) for stage in Stage},
    )


def late(notices: QuerySet[Notice], *, on: date) -> QuerySet[Notice]:
    """Return those that are not mailed after the day they were due by."""
    return notices.filter(_late(on))


def _late(on: date) -> Q:
    return Q(stage__in=OPEN, due_by__lt=on)


def waiting_letters(who: Who, *, on: date) -> dict[str, int]:
    """Return how many letters that the person may mail (LETTER_MAIL) are due, approved and
    printed, and how many of them are late: in all, of those due and of those printed. One
    statement, and that of the grants.

    As `stage_counts` of `notices_for`, but that it begins at the schools that send them: where a
    student has moved to another school, the letter follows within the night.
    """
    [row] = sql.rows(WAITING, waiting_values(who, on=on))
    return row


def waiting_values(who: Who, *, on: date) -> dict[str, Any]:
    """Return the values of WAITING for a person."""
    bounds = bounds_of(who, Permission.LETTER_MAIL, on=on)
    return {**bounds, **sql.kinds(stage=Stage), "open": list(OPEN)}


def listed(notices: QuerySet[Notice], *, stage: Stage) -> QuerySet[Notice]:
    """Return the notices of a stage with student and school; what is due soonest comes first."""
    rows = notices.filter(stage=stage).select_related("student", "school")
    if stage == Stage.MAILED:
        return rows.order_by("-pk")
    return rows.order_by("due_by", *BY_SCHOOL)


def schools_of(notices: QuerySet[Notice]) -> list[tuple[str, int]]:
    """Return name and key of each school with a notice among these, by name. One statement."""
    rows = notices.order_by(*by_name("school")).distinct()
    return list(rows.values_list("school__name", "school_id"))


def batches_of(notices: QuerySet[Notice], *, stages: Collection[Stage]) -> list[BatchDetail]:
    """Return the batches with notices of such a stage, newest first. Two statements."""
    keys = notices.filter(stage__in=stages).values_list("batch_id", flat=True).distinct()
    copies: Any = (
        Copy.objects.filter(notice__in=notices, notice__batch__in=keys)
        .exclude(state=CopyState.WITHDRAWN)
        .values("notice__batch_id")
        .annotate(
            notices=Count("notice", distinct=True),
            copies=Count("pk"),
            printed=Count("pk", filter=Q(state=CopyState.PRINTED)),
            failed=Count("pk", filter=Q(state=CopyState.FAILED)),
        )
    )
    rows = {row["notice__batch_id"]: row for row in copies}
    found = Batch.objects.filter(pk__in=rows).order_by("-pk")[:20]
    names = ("notices", "copies", "printed", "failed")
    return [
        BatchDetail(batch, **{name: rows[batch.pk][name] for name in names}) for batch in found
    ]
