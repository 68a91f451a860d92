"""The chain of a student's year: reports, the days they list, and every step that used a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.access import Reach, permissions_on
from attendance.queries import explain
from attendance.queries.filed import FiledReport, filed_reports
from attendance.queries.reasons import DayReason
from attendance.rules.flags import days_gone
from attendance.rules.stages import REPORT_STAGES
from core.uses import Use
from desk.registry import USES, Teller
from students.models import Student


@dataclass(frozen=True)
class ChainDay:
    """A day that counts, or that a report lists: what it is now, and which steps used it."""

    date: date
    reason: DayReason | None
    uses: tuple[Use, ...]

    @property
    def counts(self) -> bool:
        return self.reason is not None and self.reason.counted

    @property
    def is_changed(self) -> bool:
        return self.reason is None or bool(self.reason.changes)


@dataclass(frozen=True)
class ChainReport:
    """A filed report with its days, what rests on it, and what the viewer may decide about it.

    `is_rebased` says that a listed day counts no more and other days of before its filing carry it.
    """

    filed: FiledReport
    days: tuple[ChainDay, ...]
    letters: tuple[Use, ...]
    verbs: tuple[str, ...]

    @property
    def gone(self) -> list[date]:
        return [day.date for day in self.days if not day.counts]

    @property
    def is_rebased(self) -> bool:
        return self.filed.stands and not self.filed.reasons and bool(self.gone)

    @property
    def lost(self) -> list[date]:
        return days_gone(self.filed.reasons)


@dataclass(frozen=True)
class Chain:
    """Everything of a school year that hangs together, as one viewer may read it."""

    reports: tuple[ChainReport, ...]
    days: tuple[ChainDay, ...]

    @property
    def waiting(self) -> list[ChainReport]:
        return [one for one in self.reports if one.filed.waits]


def chain_of(
    scope: Reach, student: Student, *, school_year: int, tellers: Sequence[Teller] = USES
) -> Chain:
    """Return the chain of a student's school year. As many statements however much was done."""
    may = permissions_on(scope, student, on=scope.on)
    uses = [
        use
        for teller in tellers
        if teller.permission in may
        for use in teller.tell(student.pk, school_year)
    ]
    found = explain(student.pk, school_year=school_year)
    reasons = {day.date: day for day in found.days} if found else {}
    reports = filed_reports([student.pk], school_year=school_year)[student.pk]
    listed = {day for report in reports for day in report.listed_dates}
    counted = {day.date for day in reasons.values() if day.counted}
    days = {day: _day(day, reasons.get(day), uses) for day in sorted(listed | counted)}
    return Chain(
        reports=tuple(_report(one, days, uses, may) for one in reports),
        days=tuple(days.values()),
    )


def _day(day: date, reason: DayReason | None, uses: Sequence[Use]) -> ChainDay:
    used = sorted((use for use in uses if day in use.days), key=lambda use: use.at)
    return ChainDay(day, reason, tuple(used))


def _report(
    filed: FiledReport, days: dict[date, ChainDay], uses: Sequence[Use], may: frozenset[str]
) -> ChainReport:
    moves = REPORT_STAGES.moves
    return ChainReport(
        filed=filed,
        days=tuple(days[day] for day in sorted(set(filed.listed_dates))),
        letters=tuple(use for use in uses if use.kind == "letter" and use.row == filed.pk),
        verbs=tuple(v for v in REPORT_STAGES.verbs(filed.state) if moves[v].who in may),
    )
