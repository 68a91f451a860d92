"""Which days a letter to the family names."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.urls import reverse

from attendance.models import TruancyReport
from core.uses import Use
from law.queries import named
from letters.choices import Stage
from letters.models import Copy, Notice
from letters.queries.obstacles import fallen


def uses(student_id: int, school_year: int) -> Iterator[Use]:
    """Tell the letters of a school year that name days: those of its copies, or of its report.

    Four statements, and that of the policy.
    """
    rows = Notice.objects.filter(student=student_id, school_year=school_year, report__isnull=False)
    notices = list(rows.order_by("pk"))
    report_ids = [notice.report_id for notice in notices if notice.report_id is not None]
    fell = fallen(notices)
    reports = TruancyReport.objects.in_bulk(report_ids)
    named_days = dict(
        Copy.objects.filter(notice__in=notices).values_list("notice_id", "facts__days")
    )
    for notice, report_id in zip(notices, report_ids, strict=True):
        days = named_days.get(notice.pk)
        yield Use(
            kind="letter",
            row=report_id,
            at=notice.created_at,
            step=f"{named(notice.kind, 'letters')}, {Stage(notice.stage).label.lower()}",
            days=frozenset(reports[report_id].listed_dates) if days is None else _dates(days),
            href=reverse("letters:letter", args=[notice.pk]),
            counts=notice.stage != Stage.WITHDRAWN and notice.pk not in fell,
        )


def _dates(days: Iterable[Mapping[str, str]]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day["date"]) for day in days)
