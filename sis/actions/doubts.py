"""How much was found missing or doubtful at each school, week by week."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max

from audit.rules import Act
from core import clock, sql
from core.clock import day_of, monday_of
from sis.choices import RunState
from sis.models import DoubtCount, ImportRun

KEPT = timedelta(weeks=60)
PAUSE = timedelta(hours=1)
ONE_AT_A_TIME = 4_826_02  # advisory lock, of EC 48260 as those of imports and judging
# By school and measure, some schools at a time, on a day.
Count = Callable[[date], Iterable[Mapping[tuple[int, str], int]]]


@transaction.atomic
def keep_counts(act: Act, count: Count) -> int:
    """Count once a day and after each import, and keep that in the place of what was found earlier in the
    week; return how many numbers, none while somebody else counts. Those of more than a year ago go.

    Of rows that waited for an answer there may be fifty imports in a morning: for these alone it
    counts at most once an hour.
    """
    if not _is_due(act) or not sql.take_turn(ONE_AT_A_TIME):
        return 0
    week, kept = monday_of(act.on), 0
    begun = clock.now()  # not the moment of the act: an import may have been applied since
    for some in count(act.on):
        DoubtCount.objects.bulk_create(
            (
                DoubtCount(school_id=school, key=key, week=week, found=found, counted_at=begun)
                for (school, key), found in some.items()
            ),
            update_conflicts=True,
            unique_fields=["school", "key", "week"],
            update_fields=["found", "counted_at"],
        )
        kept += len(some)
    DoubtCount.objects.filter(week__lt=week - KEPT).delete()
    return kept


def _is_due(act: Act) -> bool:
    counted = DoubtCount.objects.aggregate(at=Max("counted_at"))["at"]
    if counted is None or day_of(counted) < act.on:
        return True
    since = ImportRun.objects.filter(state=RunState.APPLIED, finished_at__gt=counted)
    if act.at >= counted + PAUSE:
        return since.exists()
    return since.filter(is_partial=False).exists()
