"""What a letter rests on besides the student and the adult: by what calls for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from attendance.choices import Outcome
from attendance.models import DayOutcome, TruancyReport
from core.clock import day_of
from letters.choices import CORRECTIONS, CopyState, EventKind, Stage
from letters.models import Copy, LetterEvent, Notice


@dataclass(frozen=True)
class LetterDay:
    """One listed day as the letter names it; minutes where a part of the day was missed.

    `is_counted` is false for a day that counts no more, or is gone.
    """

    date: date
    outcome: str
    minutes: int | None
    is_counted: bool


class Addressee(NamedTuple):
    """An adult who got the letter that this one corrects: the name, the language of the copy, and
    the languages that it was printed in.
    """

    name: str
    language: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class LetterFacts:
    """What one letter rests on. `frozen` goes into its copies, word for word. `readers` are the only
    adults who get it, by their key; None where it goes to whoever is rightful.
    """

    rule_version: str
    frozen: dict[str, Any]
    days: tuple[LetterDay, ...] = ()
    report: TruancyReport | None = None
    readers: Mapping[str, Addressee] | None = None


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


def facts_of_corrections(notices: Sequence[Notice]) -> dict[int, LetterFacts]:
    """Return what each correction says of the letter that it corrects: the days that letter named,
    as they are now, and who got it. Five statements.
    """
    about = {n.pk: n.report_id for n in notices if n.report_id is not None}
    reports = TruancyReport.objects.in_bulk(about.values())
    outcomes = _outcomes(list(reports.values()))
    mailed = _mailed_about(list(reports))
    return {
        pk: _of_correction(reports[report_id], outcomes, *mailed[report_id])
        for pk, report_id in about.items()
    }


def _mailed_about(reports: Sequence[int]) -> dict[int | None, tuple[date | None, list[Copy]]]:
    """Return by report the day on which its letter was mailed last, and the copies that went out."""
    rows = Notice.objects.filter(report__in=reports, stage=Stage.MAILED)
    report_of = dict(rows.exclude(kind__in=CORRECTIONS).values_list("pk", "report_id"))
    events = LetterEvent.objects.filter(notice__in=report_of, kind=EventKind.MAILED)
    days = {report_of[event.notice_id]: _mailed_on(event) for event in events.order_by("at", "pk")}
    found: dict[int | None, tuple[date | None, list[Copy]]] = {
        report: (days.get(report), []) for report in reports
    }
    sent = Copy.objects.filter(notice__in=report_of, state=CopyState.PRINTED)
    for copy in sent.order_by("pk"):
        found[report_of[copy.notice_id]][1].append(copy)
    return found


def _mailed_on(event: LetterEvent) -> date:
    said = event.detail.get("mailed_on")
    return date.fromisoformat(said) if said else day_of(event.at)


def _of_correction(
    report: TruancyReport,
    outcomes: dict[tuple[int, date], DayOutcome],
    mailed_on: date | None,
    copies: Sequence[Copy],
) -> LetterFacts:
    named = {day["date"] for copy in copies for day in copy.facts.get("days", ())}
    listed = {day.isoformat() for day in report.listed_dates}
    days = tuple(
        _listed(day, outcomes.get((report.student_id, day)))
        for day in map(date.fromisoformat, sorted(named or listed))
    )
    return LetterFacts(
        rule_version=report.policy_version,
        frozen={
            "days": [_as_it_stands(day) for day in days],
            "report": {"id": report.pk, "filed_at": report.filed_at.isoformat()},
            "letter_date": mailed_on.isoformat() if mailed_on else None,
        },
        days=days,
        report=report,
        readers={
            copy.recipient: Addressee(copy.name, copy.language, tuple(copy.languages))
            for copy in copies
        },
    )


def _as_it_stands(day: LetterDay) -> dict[str, Any]:
    outcome = "kept" if day.is_counted else "corrected"
    return {"date": day.date.isoformat(), "outcome": outcome, "minutes": None}


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
