"""Counting the weeks of every school after it was judged."""

from datetime import timedelta

from django.db import transaction

from attendance.models import Assessment, WeeksCounted
from attendance.queries.weeks import counted_anew, last_runs
from audit.rules import Act
from core import sql
from core.clock import day_of

PAUSE = timedelta(hours=1)
ONE_AT_A_TIME = 4_826_03  # advisory lock, of EC 48260 as those of imports and judging


@transaction.atomic
def count_weeks(act: Act) -> int:
    """Count the weeks of each school year that was judged since; return how many of a school came out
    otherwise, none while somebody else counts.

    After the first time of a day a year is counted at most once an hour: each correction is judged at
    once, and the whole district is counted for it.
    """
    if not sql.take_turn(ONE_AT_A_TIME):
        return 0
    counted = {row.school_year: row for row in WeeksCounted.objects.all()}
    return sum(
        _count(act, run) for run in last_runs() if _is_due(act, run, counted.get(run.school_year))
    )


def _is_due(act: Act, run: Assessment, last: WeeksCounted | None) -> bool:
    if last is None:
        return True
    has_rested = day_of(last.counted_at) < act.on or act.at >= last.counted_at + PAUSE
    return run.pk > last.assessment and has_rested


def _count(act: Act, run: Assessment) -> int:
    values = {"school_year": run.school_year}
    with counted_anew(run):
        changed = sql.run(sql.statement(__file__, "keep_weeks"), values)
        changed += sql.run(sql.statement(__file__, "drop_weeks"), values)
    kept = {"assessment": run.pk, "as_of": run.as_of, "counted_at": act.at}
    WeeksCounted.objects.update_or_create(school_year=run.school_year, defaults=kept)
    return changed
