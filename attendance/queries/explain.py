"""The reasons of every conclusion about one student's school year."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.utils.dateparse import parse_date, parse_datetime

from attendance.choices import ReportSource, Verdict
from attendance.models import Standing
from attendance.queries.findings import finding_of, flags_of_findings
from attendance.queries.flags import flags_of
from attendance.queries.judging import in_front, judged
from attendance.queries.reasons import (
    ChangeDetail,
    DayReason,
    Explanation,
    MarkDetail,
    ReportReason,
)
from core import sql
from law.packs import PolicyPack
from law.queries import pack_of
from students.rules import first_day_of, last_day_of, school_year_of


def explain(student_id: int, *, school_year: int, on: dt.date | None = None) -> Explanation | None:
    """Return the reasons of the stored standing, or None if the year was never judged.

    Read `on` a day, by default that of the judging: what is over by then is not said to be ahead. One
    statement, however many days.
    """
    last = last_day_of(school_year)
    return _read(student_id, school_year, last, known_by=dt.date.max, on=on)


def explain_as_of(student_id: int, *, pack: PolicyPack, as_of: dt.date) -> Explanation | None:
    """As `explain`, judged for the asking as of a date. None if not enrolled by then."""
    year = school_year_of(as_of)
    with judged(pack=pack, as_of=as_of, students=[student_id]), in_front():
        return _read(student_id, year, as_of, known_by=as_of, pack=pack)


def _read(
    student_id: int,
    school_year: int,
    as_of: dt.date,
    *,
    known_by: dt.date,
    pack: PolicyPack | None = None,
    on: dt.date | None = None,
) -> Explanation | None:
    """Read days through `as_of`; reports and steps, which also follow in the summer, `known_by`.

    Without a pack the reasons are those of the one that judged the year.
    """
    values: dict[str, Any] = {
        "student": student_id,
        "school_year": school_year,
        "as_of": as_of,
        "known_by": known_by,
        "start": first_day_of(school_year),
        "zone": settings.TIME_ZONE,
    }
    for found in sql.rows(sql.statement(__file__, "explain"), values):
        return _explained(found, pack or pack_of(found["policy"]), on)
    return None


def _marks_read(rows: list[dict[str, Any]], pack: PolicyPack) -> list[MarkDetail]:
    """Return the marks that the policy reads: of two rows of a file about one period the last, the
    first, or neither. The first is the rival of the last.
    """
    rule = pack.value("marks.conflict")
    told = [(row.pop("school"), row["period"], row.pop("is_rival"), row) for row in rows]
    rivals = {(school, period) for school, period, is_rival, _ in told if is_rival}
    return [
        MarkDetail(**row)
        for school, period, is_rival, row in told
        if (is_rival and rule == "first")
        or (not is_rival and (rule == "last" or (school, period) not in rivals))
    ]


def _explained(found: dict[str, Any], pack: PolicyPack, on: dt.date | None) -> Explanation:
    standing = _standing(found["standing"])
    read_on = max(standing.as_of, on or standing.as_of)
    days = [_day(row, standing.as_of, read_on, pack) for row in found["days"]]
    reports = _reports(found["reports"], pack)
    findings = [finding_of(row, pack) for row in found["findings"]]
    flags = flags_of(standing, days, reports, found["steps"], pack)
    flags |= flags_of_findings(findings, pack)
    return Explanation(standing, days, reports, flags, findings, pack, found["is_due"])


def _standing(row: dict[str, Any]) -> Standing:
    for name in ("as_of", "first_truant_on"):
        row[name] = parse_date(row[name]) if row[name] else None
    columns = (field.attname for field in Standing._meta.concrete_fields)
    names = [name for name in columns if name in row]
    return Standing.from_db(DEFAULT_DB_ALIAS, names, [row[name] for name in names])


def _day(row: dict[str, Any], as_of: dt.date, read_on: dt.date, pack: PolicyPack) -> DayReason:
    for name in ("date", "countable_on", "pending_until"):
        row[name] = dt.date.fromisoformat(row[name]) if row[name] else None
    occasions, countable = row["occasions"], row["countable_on"]
    counted = occasions > 0 and countable is not None and countable <= as_of
    ground = pack.cited(f"day.{row['why']}")
    gap = row["gap_minutes"]
    stretch = "" if gap is None else " " + pack.sentence("day.stretch", gap=gap)
    rule = ground.rule + stretch
    row["marks"] = _marks_read(row["marks"], pack)
    row["changes"] = [_change(change) for change in row["changes"]]
    return DayReason(
        **row,
        counted=counted,
        pending=occasions > 0 and not counted,
        because=_not_yet(rule, row, read_on) if occasions and not counted else rule,
        rule=ground.rule,
        citation=ground.citation,
    )


def _not_yet(rule: str, row: dict[str, Any], read_on: dt.date) -> str:
    """Say until when the family may clear a day, while it may, and from when it counts."""
    until, countable = row["pending_until"], row["countable_on"]
    said = "Not counted yet."
    if until and until >= read_on:
        said += f" The family may clear it through {until:%B %-d}."
    if countable:
        said += f" It counts from {countable:%B %-d} on."
    return f"{said} {rule}"


def _change(row: dict[str, Any]) -> ChangeDetail:
    return ChangeDetail(**{**row, "changed_at": parse_datetime(row["changed_at"])})


def _reports(rows: list[dict[str, Any]], pack: PolicyPack) -> list[ReportReason]:
    shown, standing = [], 0
    for row in rows:
        why_not = _why_not(row)
        standing += not why_not
        shown.append(_report(row, standing, why_not, pack))
    return shown


def _report(row: dict[str, Any], standing: int, why_not: str, pack: PolicyPack) -> ReportReason:
    """Return a report through which so many stand, with why it does not stand itself, or ''."""
    filed = pack.cited(
        "report.first" if standing <= 1 else "report.again", receiver=row["receiver"]
    )
    return ReportReason(
        number=None if why_not else standing,
        filed_at=dt.datetime.fromisoformat(row["filed_at"]),
        listed_dates=[dt.date.fromisoformat(d) for d in row["listed_dates"]],
        source=row["source"],
        receiver=row["receiver"],
        filed_by=row["filed_by"],
        stands=not why_not,
        waits=row["waits"],
        because=why_not or _history(row) or filed.rule,
        citation=filed.citation,
    )


def _why_not(row: dict[str, Any]) -> str:
    """Return why a report does not stand, or '' if it does."""
    decision = row["decision"]
    if decision and decision["verdict"] == Verdict.WITHDRAWN:
        return f"Withdrawn by {decision['decided_by']}: {decision['reason']}"
    if not row["is_countable"]:
        lacks = "the days it listed" if row["is_dated"] else "the day of its filing"
        return f"{_history(row)} It is known without {lacks}: not countable."
    return ""


def _history(row: dict[str, Any]) -> str:
    """Say when and by whom a report from before go-live was filed; '' for one that was filed here."""
    if row["source"] != ReportSource.HISTORY:
        return ""
    day = dt.datetime.fromisoformat(row["filed_at"]).astimezone(ZoneInfo(settings.TIME_ZONE))
    when = (
        f"on {day:%B} {day.day}, {day.year}" if row["is_dated"] else "on a day that is not on file"
    )
    by = row["filed_by"] or "somebody whom history.csv does not name"
    return f"Filed before go-live {when} by {by}."
