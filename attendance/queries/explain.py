"""The reasons of every conclusion about one student's school year."""

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import localtime

from attendance.choices import Verdict
from attendance.models import Standing
from attendance.queries.judging import Tables, judged
from attendance.rules import FLAG_GROUNDS, because_status, grounds_of_day, percent, plural
from law.packs import PolicyPack
from students.rules import first_day_of, last_day_of, school_year_of

SQL = Path(__file__).parent / "sql"


@cache
def read(name: str) -> str:
    """Return the text of a statement; a page asks for it with every request."""
    return (SQL / f"{name}.sql").read_text()


STORED = Tables(days="attendance_dayoutcome", standings="attendance_standing")


@dataclass(frozen=True)
class MarkShown:
    """One mark of the day, with the words of its code; `minutes` is None when not known."""

    period: str
    code: str
    label: str
    kind: str
    minutes: int | None
    reason: str


@dataclass(frozen=True)
class ChangeShown:
    """One mark that was changed or withdrawn later."""

    period: str
    old_code: str
    new_code: str
    withdrawn: bool
    changed_by: str
    changed_at: dt.datetime


@dataclass(frozen=True)
class DayReason:
    """One day with marks: what it comes to, whether it counts as of now, and why."""

    date: dt.date
    school_id: int
    school: str
    outcome: str
    excuse: str
    gap_minutes: int | None
    occasions: int
    countable_on: dt.date | None
    pending_until: dt.date | None
    counted: bool
    pending: bool
    why: str
    because: str
    rule: str
    citation: str
    quality: str
    marks: list[MarkShown]
    changes: list[ChangeShown]


@dataclass(frozen=True)
class ReportReason:
    """One report to the attendance supervisor; `number` counts those that stand, else None."""

    number: int | None
    filed_at: dt.datetime
    listed_dates: list[dt.date]
    source: str
    receiver: str
    filed_by: str
    stands: bool
    because: str
    citation: str


@dataclass(frozen=True)
class FlagReason:
    """One number or word of the standing, with its rule and the dates behind it."""

    value: Any
    rule: str
    citation: str
    because: str
    dates: list[dt.date] = field(default_factory=list)


@dataclass(frozen=True)
class Explanation:
    standing: Standing
    days: list[DayReason]
    reports: list[ReportReason]
    flags: dict[str, FlagReason]


def explain(student_id: int, *, school_year: int) -> Explanation | None:
    """Return the reasons of the stored standing, or None if the year was never judged.

    One statement, however many days.
    """
    return _read(student_id, school_year, last_day_of(school_year), STORED, known_by=dt.date.max)


def explain_as_of(student_id: int, *, pack: PolicyPack, as_of: dt.date) -> Explanation | None:
    """As `explain`, judged for the asking as of a date. None if not enrolled by then."""
    year = school_year_of(as_of)
    with judged(pack=pack, as_of=as_of, students=[student_id]) as tables:
        return _read(student_id, year, as_of, tables, known_by=as_of)


def _read(
    student_id: int, school_year: int, as_of: dt.date, tables: Tables, *, known_by: dt.date
) -> Explanation | None:
    """Read days through `as_of`; reports and steps, which also follow in the summer, `known_by`."""
    values: dict[str, Any] = {
        "student": student_id,
        "school_year": school_year,
        "as_of": as_of,
        "known_by": known_by,
        "start": first_day_of(school_year),
        "zone": settings.TIME_ZONE,
    }
    with connection.cursor() as cursor:
        text = read("explain").format(standings=tables.standings, days=tables.days)
        cursor.execute(text, values)
        found = cursor.fetchone()
    if found is None:
        return None
    standing = _standing(found[0])
    days = [_day(row, standing.as_of) for row in found[3]]
    reports = _reports(found[1])
    return Explanation(standing, days, reports, _flags(standing, days, reports, found[2]))


def _standing(row: dict[str, Any]) -> Standing:
    for name in ("as_of", "first_truant_on"):
        row[name] = parse_date(row[name]) if row[name] else None
    return Standing(**row)


def _day(row: dict[str, Any], as_of: dt.date) -> DayReason:
    for name in ("date", "countable_on", "pending_until"):
        row[name] = dt.date.fromisoformat(row[name]) if row[name] else None
    occasions, countable = row["occasions"], row["countable_on"]
    counted = occasions > 0 and countable is not None and countable <= as_of
    ground = grounds_of_day(row["why"])
    said = (ground.rule, occasions, row["gap_minutes"], row["pending_until"])
    row["marks"] = [MarkShown(**mark) for mark in row["marks"]]
    row["changes"] = [_change(change) for change in row["changes"]]
    return DayReason(
        **row,
        counted=counted,
        pending=occasions > 0 and not counted,
        because=_because_day(*said, counted=counted),
        rule=ground.rule,
        citation=ground.citation,
    )


def _because_day(
    rule: str, occasions: int, gap: int | None, until: dt.date | None, *, counted: bool
) -> str:
    stretch = f" {gap} {plural(gap, 'minute')} at a stretch." if gap is not None else ""
    if occasions and not counted:
        wait = f" The family may clear it through {until:%B %-d}." if until else ""
        return f"Not counted yet.{wait} {rule}{stretch}"
    return rule + stretch


def _change(row: dict[str, Any]) -> ChangeShown:
    return ChangeShown(**{**row, "changed_at": parse_datetime(row["changed_at"])})


def _reports(rows: list[dict[str, Any]]) -> list[ReportReason]:
    shown, number = [], 0
    for row in rows:
        decision = row["decision"]
        withdrawn = decision is not None and decision["verdict"] == Verdict.WITHDRAWN
        stands = row["is_countable"] and not withdrawn
        number += stands
        if withdrawn:
            because = f"Withdrawn by {decision['decided_by']}: {decision['reason']}"
        elif not row["is_countable"]:
            because = "Known from before go-live, without the days it listed: not countable."
        else:
            because = f"Filed with {row['receiver']} and stands."
        shown.append(
            ReportReason(
                number=number if stands else None,
                filed_at=parse_datetime(row["filed_at"]),  # type: ignore[arg-type]
                listed_dates=[dt.date.fromisoformat(d) for d in row["listed_dates"]],
                source=row["source"],
                receiver=row["receiver"],
                filed_by=row["filed_by"],
                stands=stands,
                because=because,
                citation="EC 48260(a)" if number <= 1 else "EC 48261",
            )
        )
    return shown


def _flags(
    standing: Standing,
    days: list[DayReason],
    reports: list[ReportReason],
    steps: list[dict[str, Any]],
) -> dict[str, FlagReason]:
    """Return every number and word of the standing with its rule and the dates behind it."""
    dates = _dates(days)
    dates["reports_filed"] = [localtime(r.filed_at).date() for r in reports if r.stands]
    share = percent(standing.days_absent, standing.days_enrolled)
    absent = f"{standing.days_absent} of {standing.days_enrolled} days absent, {share}."
    unexcused = percent(standing.days_absent_unexcused, standing.days_enrolled)
    said = {
        "chronic_absentee": absent,
        "chronic_absentee_state": absent,
        "band": absent,
        "chronic_truant_arithmetic": f"{standing.days_absent_unexcused} of "
        f"{standing.days_enrolled} days unexcused, {unexcused}.",
        "chronic_truant": _because_chronic_truant(standing, steps),
        "tier": f"{absent} {standing.counted_days} counted, {standing.reports_filed} filed.",
        "status": because_status(
            standing.status,
            counted=standing.counted_days,
            due=standing.reports_due,
            filed=standing.reports_filed,
        ),
    }
    flags = {}
    for name, ground in FLAG_GROUNDS.items():
        value = getattr(standing, name)
        supported = dates.get(name, [])
        flags[name] = FlagReason(
            value, ground.rule, ground.citation, said.get(name, ground.rule), supported
        )
    return flags


def _because_chronic_truant(standing: Standing, steps: list[dict[str, Any]]) -> str:
    kinds = {step["kind"] for step in steps}
    conditions = {
        "10 percent unexcused (48263.6)": standing.chronic_truant_arithmetic,
        "a report (48260)": standing.reports_filed >= 1,
        "the first notice (48260.5)": "notice_48260_5" in kinds,
        "a second report (48261)": standing.reports_filed >= 2,
        "an effort at a conference (48262)": "effort_48262" in kinds,
        "a referral (48263)": "referral_48263" in kinds,
        "the finding (48291)": "step_48291" in kinds,
    }
    missing = [name for name, met in conditions.items() if not met]
    return f"Missing: {', '.join(missing)}." if missing else "Every condition is met."


def _dates(days: list[DayReason]) -> dict[str, list[dt.date]]:
    """Return the dates behind each number, by its name."""
    full = ("absent", "oss", "is_incomplete")
    found: dict[str, list[dt.date]] = {"days_absent": [d.date for d in days if d.outcome in full]}
    for excuse in ("excused", "unexcused", "unverified", "mixed"):
        found[f"days_absent_{excuse}"] = [
            d.date for d in days if d.outcome == "absent" and d.excuse == excuse
        ]
    outcomes = {
        "days_suspended_out": "oss",
        "days_suspended_in": "iss",
        "days_study_incomplete": "is_incomplete",
        "tardy_days": "tardy",
        "not_taken_days": "not_taken",
    }
    for name, outcome in outcomes.items():
        found[name] = [d.date for d in days if d.outcome == outcome]
    counted = [d.date for d in days if d.counted]
    found.update(dict.fromkeys(("counted_days", "reports_due", "first_truant_on"), counted))
    found["pending_days"] = [d.date for d in days if d.pending]
    found["chronic_absentee"] = found["chronic_absentee_state"] = found["days_absent"]
    found["band"] = found["tier"] = found["days_absent"]
    found["chronic_truant_arithmetic"] = found["days_absent_unexcused"]
    found["status"] = counted
    return found
