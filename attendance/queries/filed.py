"""Reports that were filed, with what was decided about each and whether it waits."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from attendance.choices import ReportState, Verdict
from attendance.models import ReportDecision, TruancyReport
from attendance.queries.waiting import waiting_among
from attendance.rules.flags import because_of
from attendance.rules.stages import AFTER
from core.canonical import digest
from core.uses import Use


@dataclass(frozen=True)
class Decided:
    """A named person withdrew or upheld a report, with the reason."""

    verdict: str
    by: str
    at: datetime
    reason: str

    @property
    def words(self) -> str:
        return str(Verdict(self.verdict).label)


@dataclass(frozen=True)
class FiledReport:
    """One filed report. `number` is its place among those that stand, 0 where it does not.

    `reasons` are those of its flag, decided or not.
    """

    pk: int
    student_id: int
    school_year: int
    number: int
    filed_at: datetime
    filed_by: str
    receiver: str
    listed_dates: tuple[date, ...]
    is_countable: bool
    reasons: tuple[str, ...]
    waits: bool
    decisions: tuple[Decided, ...]

    @property
    def state(self) -> str:
        """A value of ReportState."""
        if self.waits:
            return ReportState.WAITS
        return AFTER[self.decisions[-1].verdict] if self.decisions else ReportState.STANDS

    @property
    def read(self) -> str:
        """Stand for what whoever decides has read: why it waits, and what was decided before."""
        return digest({"reasons": sorted(self.reasons), "decisions": len(self.decisions)})

    @property
    def stands(self) -> bool:
        return self.is_countable and self.state != ReportState.WITHDRAWN

    @property
    def because(self) -> str:
        """Why it waits, in a sentence."""
        return because_of(self.reasons, number=self.number) if self.waits else ""

    def stood_at(self, moment: datetime) -> bool:
        """Whether it was filed by then and no decision of before had withdrawn it."""
        by_then = [one for one in self.decisions if one.at <= moment]
        is_withdrawn = bool(by_then) and by_then[-1].verdict == Verdict.WITHDRAWN
        return self.is_countable and self.filed_at <= moment and not is_withdrawn


def filed_reports(
    students: Collection[int], *, school_year: int | None = None
) -> dict[int, list[FiledReport]]:
    """Return the reports of each of these students in the order of their filing, of one school year
    or of all. Three statements, however many.
    """
    rows = TruancyReport.objects.filter(student__in=students).select_related("flag")
    if school_year is not None:
        rows = rows.filter(school_year=school_year)
    reports = list(
        rows.order_by("student", "school_year", "filed_at", "listed_dates", "source_key")
    )
    keys = [report.pk for report in reports]
    decided: dict[int, list[Decided]] = {}
    for one in ReportDecision.objects.filter(report__in=keys).order_by("decided_at", "pk"):
        told = Decided(one.verdict, one.decided_by, one.decided_at, one.reason)
        decided.setdefault(one.report_id, []).append(told)
    waiting = waiting_among(keys) if keys else set()
    found: dict[int, list[FiledReport]] = {student: [] for student in students}
    for filed in _numbered(reports, decided, waiting):
        found[filed.student_id].append(filed)
    return found


def filed_report(report: TruancyReport) -> FiledReport:
    """Return one report as `filed_reports` does. Three statements."""
    of_year = filed_reports([report.student_id], school_year=report.school_year)
    return next(one for one in of_year[report.student_id] if one.pk == report.pk)


def _numbered(
    reports: Collection[TruancyReport], decided: dict[int, list[Decided]], waiting: set[int]
) -> Iterator[FiledReport]:
    """Yield the reports, those that stand numbered within their student-year."""
    standing: dict[tuple[int, int], int] = {}
    for report in reports:
        decisions = tuple(decided.get(report.pk, ()))
        fell = bool(decisions) and decisions[-1].verdict == Verdict.WITHDRAWN
        year = (report.student_id, report.school_year)
        stands = report.is_countable and not fell
        standing[year] = standing.get(year, 0) + stands
        flag = getattr(report, "flag", None)
        yield FiledReport(
            pk=report.pk,
            student_id=report.student_id,
            school_year=report.school_year,
            number=standing[year] if stands else 0,
            filed_at=report.filed_at,
            filed_by=report.filed_by,
            receiver=report.receiver,
            listed_dates=tuple(report.listed_dates),
            is_countable=report.is_countable,
            reasons=tuple(flag.reasons) if flag else (),
            waits=report.pk in waiting,
            decisions=decisions,
        )


def uses(student_id: int, school_year: int) -> Iterator[Use]:
    """Tell which days each report lists. Three statements."""
    for report in filed_reports([student_id], school_year=school_year)[student_id]:
        yield Use(
            kind="report",
            row=report.pk,
            at=report.filed_at,
            step=f"Report {report.number}" if report.number else "Report that does not count",
            days=frozenset(report.listed_dates),
            by=report.filed_by,
            href=f"#report-{report.pk}",
            counts=report.stands,
        )
