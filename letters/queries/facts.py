"""What a letter rests on besides the student and the adult: by what calls for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from attendance.choices import Outcome
from attendance.models import DayOutcome, TruancyReport
from letters.models import Notice


@dataclass(frozen=True)
class LetterDay:
    """One listed day as the letter names it; minutes where a part of the day was missed.

    `is_counted` is false for a day that counts no more, or is gone.
    """

    date: date
    outcome: str
    minutes: int | None
    is_counted: bool


@dataclass(frozen=True)
class LetterFacts:
    """What one letter rests on. `frozen` goes into its copies, word for word."""

    rule_version: str
    frozen: dict[str, Any]
    days: tuple[LetterDay, ...] = ()
    report: TruancyReport | None = None


def facts_of_reports(notices: Sequence[Notice]) -> dict[int, LetterFacts]:
    """Return the listed days and the report of each notice that a report calls for.

    Two statements.
    """
    reports = TruancyReport.objects.in_bulk([notice.report_id for notice in notices])
    outcomes = _outcomes(list(reports.values()))
    return {notice.pk: _of_report(reports[notice.report_id], outcomes) for notice in notices}


def _of_report(report: TruancyReport, outcomes: dict[tuple[int, date], DayOutcome]) -> LetterFacts:
    days = tuple(
        _listed(day, outcomes.get((report.student_id, day)))
        for day in sorted(set(report.listed_dates))
    )
    return LetterFacts(
        rule_version=report.policy_version,
        frozen={
            "days": [
                {"date": day.date.isoformat(), "outcome": day.outcome, "minutes": day.minutes}
                for day in days
            ],
            "report": {"id": report.pk, "filed_at": report.filed_at.isoformat()},
        },
        days=days,
        report=report,
    )


def _listed(day: date, outcome: DayOutcome | None) -> LetterDay:
    if outcome is None:
        return LetterDay(day, "", None, is_counted=False)
    whole = outcome.outcome == Outcome.ABSENT
    minutes = None if whole else outcome.gap_minutes
    return LetterDay(day, outcome.outcome, minutes, is_counted=outcome.occasions > 0)


def _outcomes(reports: Sequence[TruancyReport]) -> dict[tuple[int, date], DayOutcome]:
    ids = {report.student_id for report in reports}
    dates = {day for report in reports for day in report.listed_dates}
    rows = DayOutcome.objects.filter(student__in=ids, date__in=dates)
    return {(row.student_id, row.date): row for row in rows}
