"""The attendance of a packet: every number with its reason, every day with marks, the calendar."""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from attendance.choices import Tier
from attendance.queries import Explanation, explain
from attendance.queries.reasons import ChangeDetail, DayReason, ReportReason
from attendance.queries.shown import codes, outcome_words, verdict
from attendance.rules import percent

ALWAYS = ("days_enrolled", "days_absent", "counted_days", "reports_filed")


def attendance_of(
    student_id: int, *, school_year: int, stays: list[dict[str, Any]], on: date | None = None
) -> dict[str, Any] | None:
    """Return the judged year as plain values, as it is read `on` a day, or None if it was never
    judged. Two statements.
    """
    found = explain(student_id, school_year=school_year, on=on)
    if found is None:
        return None
    standing = found.standing
    return {
        "as_of": standing.as_of.isoformat(),
        "policy": standing.policy_version,
        "is_due": found.is_due,
        "status": standing.status,
        "because": found.flags["status"].because,
        "share": percent(standing.days_absent, standing.days_enrolled),
        "chronic_absentee": standing.chronic_absentee,
        "band": found.pack.sentence(f"bands.{standing.band}"),
        "tier": str(Tier(standing.tier).label),
        "numbers": _numbers(found),
        "days": [_day(day) for day in found.days],
        "reports": [_report(report) for report in found.reports],
        **_calendar(stays, found.days),
    }


def _numbers(found: Explanation) -> list[dict[str, Any]]:
    """Return each number with its rule, then what tests of the law's own found. Numbers that are
    nothing stay away, but for a few.
    """
    named = found.pack.section("packet_numbers").items()
    tests = [(one.key, one.label) for one in found.findings if one.key in found.flags]
    return [
        {
            "key": key,
            "label": label,
            "value": found.flags[key].value,
            "rule": found.flags[key].rule,
            "citation": found.flags[key].citation,
        }
        for key, label in [*named, *tests]
        if key in found.flags and (found.flags[key].value or key in ALWAYS)
    ]


def _day(day: DayReason) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "school": day.school,
        "verdict": verdict(day),
        "outcome": outcome_words(day),
        "codes": codes(day),
        "because": day.because,
        "citation": day.citation,
        "minutes": day.gap_minutes,
        "reasons": sorted({mark.reason for mark in day.marks if mark.reason}),
        "changes": [_change(change) for change in day.changes],
    }


def _change(change: ChangeDetail) -> dict[str, Any]:
    return {
        "period": change.period,
        "was": change.old_code,
        "now": "" if change.withdrawn else change.new_code,
        "by": change.changed_by,
        "at": _moment(change.changed_at),
    }


def _report(report: ReportReason) -> dict[str, Any]:
    return {
        "number": report.number,
        "filed_at": _moment(report.filed_at),
        "receiver": report.receiver,
        "filed_by": report.filed_by,
        "listed": [day.isoformat() for day in report.listed_dates],
        "stands": report.stands,
        "because": report.because,
        "citation": report.citation,
    }


def _calendar(stays: list[dict[str, Any]], days: list[DayReason]) -> dict[str, list[str]]:
    """Return the days taught, and those of them on which no attendance was taken."""
    taught = {day for stay in stays for day in stay["taught"]}
    taken = {day for stay in stays for day in set(stay["taught"]) - set(stay["untaken"])}
    marked = {day.date.isoformat() for day in days}
    return {"taught": sorted(taught), "unknown": sorted(taught - taken - marked)}


def _moment(at: datetime | date | None) -> str:
    return localtime(at).isoformat(timespec="minutes") if isinstance(at, datetime) else ""
