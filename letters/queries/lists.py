"""Letters as the list shows them, by stage."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from letters.choices import CopyState, Stage
from letters.models import Batch, Copy, Notice
from letters.queries.shown import OPEN


@dataclass(frozen=True)
class BatchShown:
    """A batch with its copies by how far they are."""

    batch: Batch
    notices: int
    copies: int
    printed: int
    failed: int

    @property
    def is_ready(self) -> bool:
        return self.copies > 0 and self.printed == self.copies


def stage_counts(notices: QuerySet[Notice], *, on: date) -> dict[str, int]:
    """Return how many notices are in each stage, and how many are late. One statement."""
    late = Q(stage__in=OPEN, due_by__lt=on)
    return notices.aggregate(
        late=Count("pk", filter=late),
        **{stage.value: Count("pk", filter=Q(stage=stage)) for stage in Stage},
    )


def listed(
    notices: QuerySet[Notice], *, stage: Stage, on: date, late: str = ""
) -> QuerySet[Notice]:
    """Return the notices of a stage with student and school; what is due soonest comes first."""
    rows = notices.filter(stage=stage).select_related("student", "school")
    if late and stage in OPEN:
        rows = rows.filter(due_by__lt=on)
    if stage == Stage.MAILED:
        return rows.order_by("-pk")
    return rows.order_by("due_by", "school__name", "student__last_name", "pk")


def batches_of(notices: QuerySet[Notice], *, stage: Stage) -> list[BatchShown]:
    """Return the batches with notices of a stage among these, newest first. Two statements."""
    keys = notices.filter(stage=stage).values_list("batch_id", flat=True).distinct()
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
    return [BatchShown(batch, **{name: rows[batch.pk][name] for name in names}) for batch in found]
