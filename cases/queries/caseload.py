"""A counselor's cases: whom nobody reached, what is next, and which way attendance goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from attendance.choices import Tier
from attendance.queries.kinds import MISSED
from attendance.queries.states import state_of
from cases.models import Case
from core import sql
from law.queries import pack_in_force
from letters.models import Notice
from letters.rules.stages import OPEN
from students.rules import first_day_of, name_and_id, school_year_of
from students.rules.around import NAMELESS

DETAILS = sql.statement(__file__, "caseload")
TRENDS = sql.statement(__file__, "trends")
WEEKS = 8


@dataclass(frozen=True)
class Contacted:
    """The last time a person was reached. Letters and attempts are none."""

    on: date
    who: str
    how: str


@dataclass(frozen=True)
class CaseRow:
    """One line of a caseload. `trend` are days absent in each of the last eight weeks, the oldest
    first, None for a week without school. `waits` says that a report waits for a decision, and the
    status with it. `days_since_reached` is None when nobody ever was.
    """

    case: Case
    name: str
    sis_id: str
    school: str
    grade: str
    status: str
    reports_due: int
    reports_filed: int
    waits: bool
    counted_days: int
    days_absent: int
    days_enrolled: int
    band: str
    absent_now: int
    suggested_tier: str
    last_reached: Contacted | None
    days_since_reached: int | None
    is_unreached: bool
    is_overdue: bool
    trend: tuple[int | None, ...]

    @property
    def name_and_id(self) -> str:
        return name_and_id(self.name, self.sis_id)

    @property
    def state(self) -> str:
        """The status, and `report_due` while a first report is due and not filed."""
        return state_of(
            self.status, reports_due=self.reports_due, reports_filed=self.reports_filed
        )


@dataclass(frozen=True)
class Caseload:
    """Counts over all open cases, by saved view and tier. `unreached_days` is the policy's."""

    total: int
    unreached: int
    overdue: int
    idle: int
    tiers: Mapping[str, int]
    unreached_days: int

    @property
    def unreached_label(self) -> str:
        return f"Nobody reached in {self.unreached_days} days"


def unreached(on: date, days: int) -> Q:
    """Return the condition on open cases that nobody was reached for longer than `days`: not since
    the case was opened either, so that a new case is none of them.
    """
    since = on - timedelta(days=days)
    return Q(last_reached_on__lt=since) | Q(last_reached_on=None, opened_on__lt=since)


def overdue(on: date) -> Q:
    return Q(next_due_on__lt=on)


IDLE = Q(next_due_on=None)


def with_letters(stages: Sequence[str] = OPEN, *, late_on: date | None = None) -> Q:
    """Return the condition on cases that a letter about the student is in one of the stages, by
    default not mailed; with `late_on`, only one that should have been mailed before that day.
    """
    letters = Notice.objects.filter(student=OuterRef("student"), stage__in=stages)
    return Q(Exists(letters.filter(due_by__lt=late_on) if late_on else letters))


def count_cases(cases: QuerySet[Case], *, on: date) -> Caseload:
    """Return the counts of the open ones of these cases. Two statements; `rows_of` gives rows."""
    days = pack_in_force(on).value("contact.reach_days")
    counts = cases.filter(closed_on=None).aggregate(
        total=Count("pk"),
        unreached=Count("pk", filter=unreached(on, days)),
        overdue=Count("pk", filter=overdue(on)),
        idle=Count("pk", filter=IDLE),
        **{tier: Count("pk", filter=Q(tier=tier)) for tier in Tier.values},
    )
    return Caseload(
        total=counts["total"],
        unreached=counts["unreached"],
        overdue=counts["overdue"],
        idle=counts["idle"],
        tiers={tier: counts[tier] for tier in Tier.values},
        unreached_days=days,
    )


def rows_of(cases: Sequence[Case], *, on: date, unreached_days: int) -> list[CaseRow]:
    """Return the lines of these cases, in their order. Two statements for any number."""
    students = [case.student_id for case in cases]
    year = school_year_of(on)
    values = {"cases": [case.pk for case in cases], "students": students, "on": on}
    days = {"year": year, "first_day": first_day_of(year)}
    details = {row["id"]: row for row in sql.rows(DETAILS, {**values, **days})}
    trends = trends_of(students, on=on)
    return [
        _row(case, details[case.pk], trends.get(case.student_id, ()), on, unreached_days)
        for case in cases
    ]


def _row(
    case: Case,
    found: dict[str, Any],
    trend: tuple[int | None, ...],
    on: date,
    unreached_days: int,
) -> CaseRow:
    reached = case.last_reached_on
    since = (on - reached).days if reached else None
    open_for = (on - case.opened_on).days
    return CaseRow(
        case=case,
        name=found["name"].strip(", ") or NAMELESS,
        sis_id=found["sis_id"],
        school=found["school"] or "",
        grade=found["grade"] or "",
        status=found["status"] or "",
        reports_due=found["reports_due"] or 0,
        reports_filed=found["reports_filed"] or 0,
        waits=found["waits"],
        counted_days=found["counted_days"] or 0,
        days_absent=found["days_absent"] or 0,
        days_enrolled=found["days_enrolled"] or 0,
        band=found["band"],
        absent_now=found["absent_now"],
        suggested_tier=found["suggested_tier"] or Tier.PREVENTION,
        last_reached=Contacted(reached, found["reached_who"] or "", found["reached_how"] or "")
        if reached
        else None,
        days_since_reached=since,
        is_unreached=case.is_open and (open_for if since is None else since) > unreached_days,
        is_overdue=case.next_due_on is not None and case.next_due_on < on,
        trend=trend,
    )


def trends_of(students: Sequence[int], *, on: date) -> dict[int, tuple[int | None, ...]]:
    """Return days absent (all kinds) in each of the last eight weeks, Monday to Sunday, the
    oldest first and the last one that of `on`; None for a week without school or before the
    school year. By student, one statement.
    """
    monday = on - timedelta(days=on.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    values: dict[str, Any] = {
        "students": list(students),
        "first": first,
        "on": on,
        "year_start": first_day_of(school_year_of(on)),
        "missed": [outcome.value for outcome in MISSED],
    }
    return {student: tuple(weeks) for student, weeks in sql.tuples(TRENDS, values)}
