"""Reads of standings, stored or judged for the asking."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count

from attendance.choices import Status
from attendance.models import Assessment, JudgementDue, Standing
from attendance.queries.judging import judged
from core import sql
from law.packs import PolicyPack
from students.rules import school_year_of


def is_judging_due(today: date) -> bool:
    """Return whether an input changed since it was judged, or the day moved on. Two look-ups.

    A district that never judged anything waits for its first import or command. What is due of a
    school year still to come, whose calendar is loaded early, waits for its first day.
    """
    this_year = school_year_of(today)
    if JudgementDue.objects.filter(school_year__lte=this_year).exists():
        return True
    done = Assessment.objects.filter(finished_at__isnull=False)
    last = done.filter(school_year=this_year).order_by("-pk").first()
    return last is not None and last.as_of < today


def status_counts(school_year: int) -> dict[str, int]:
    """Return how many standings of a school year have each status; every status is named."""
    of_year = Standing.objects.filter(school_year=school_year)
    counts = dict(of_year.order_by().values_list("status").annotate(Count("pk")))
    return {status: counts.get(status, 0) for status in Status.values}


def export_rows(
    *, pack: PolicyPack, as_of: date, school_year: int | None = None
) -> Iterator[list[str]]:
    """Yield the header and one row per student enrolled on any day of the year up to as-of.

    Ordered by the SIS's student id; dates ISO, blank when none; flags 0 or 1.
    """
    with judged(pack=pack, as_of=as_of, school_year=school_year):
        lines = sql.lines(sql.statement(__file__, "export"), {"as_of": as_of})
        for line in lines:
            yield ["" if value is None else str(value) for value in line]
