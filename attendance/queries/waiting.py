"""Reports that wait for a person: their days do not carry them any more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from accounts.access import Reach, bounds_of
from accounts.choices import Permission
from attendance.choices import ReportSource
from attendance.queries.kinds import KINDS
from attendance.rules.flags import EARLIER, because_of
from core import sql
from law.packs import PolicyPack
from students.rules import first_day_of, listed_name


@dataclass(frozen=True)
class WaitingReport:
    """A filed report that somebody must withdraw or uphold. `number` is its place among those that
    stand; `reasons` are those of its flag.
    """

    report_id: int
    student_id: int
    sis_id: str
    first_name: str
    last_name: str
    school_id: int
    school: str
    grade: str
    school_year: int
    number: int
    filed_at: datetime
    filed_by: str
    listed_dates: list[date]
    reasons: list[str]
    found_at: datetime

    @property
    def name(self) -> str:
        return listed_name(self.last_name, self.first_name)

    @property
    def because(self) -> str:
        return because_of(self.reasons, number=self.number)


def waiting_reports(*, on: date, reach: Reach) -> list[WaitingReport]:
    """Return the reports that wait and that the person may decide, the longest waiting first.

    One statement, and that of the grants.
    """
    return _waiting(**bounds_of(reach, Permission.REPORT_FILE, on=on))


def count_waiting(*, on: date, reach: Reach) -> int:
    """Return how many `waiting_reports` there are. One statement, and that of the grants."""
    return int(sql.value(*how_many_wait(on=on, reach=reach)))


def how_many_wait(*, on: date, reach: Reach) -> tuple[str, dict[str, Any]]:
    """Return the statement that counts `waiting_reports`, as `waiting`, with its values."""
    values = {**KINDS, **bounds_of(reach, Permission.REPORT_FILE, on=on)}
    return sql.statement(__file__, "count_waiting"), values


def waiting_reports_of(
    students: Collection[int], *, school_year: int, on: date
) -> list[WaitingReport]:
    """As `waiting_reports`, of a school year of these students only, whoever may decide. One
    statement.
    """
    ids: list[int] = []
    reach = {"reach_students": ids, "reach_schools": ids, "reach_regions": ids}
    everybody = {**reach, "reach_all": True, "reach_on": on, "reach_since": on}
    if not students:
        return []
    return _waiting(students=sorted(set(students)), school_year=school_year, **everybody)


def waiting_among(reports: Collection[int]) -> set[int]:
    """Return the keys of those reports that wait for a decision. One statement."""
    values = {**KINDS, "reports": sorted(set(reports))}
    return set(sql.column(sql.statement(__file__, "waiting_among"), values))


def find_flags(
    pack: PolicyPack, *, school_year: int, as_of: date, students: Sequence[int] | None
) -> None:
    """Leave the table `judging_flag`: the reports of these students, or of all, that their days do
    not carry, by the day outcomes that are stored.
    """
    flat = pack.flat()
    values = {
        **KINDS,
        **sql.kinds(source=ReportSource),
        "school_year": school_year,
        "start": first_day_of(school_year),
        "as_of": as_of,
        "students": None if students is None else list(students),
        "zone": settings.TIME_ZONE,
        "occasions": flat["truancy.occasions"],
        "minutes": flat["truancy.minutes"],
        "second": flat["truancy.second_report_tardy_min"],
        "reason_earlier": EARLIER,
    }
    sql.run(sql.statement(__file__, "flags"), values)


def _waiting(
    students: list[int] | None = None, school_year: int | None = None, **bounds: Any
) -> list[WaitingReport]:
    values = {**KINDS, "students": students, "school_year": school_year, **bounds}
    rows = sql.rows(sql.statement(__file__, "waiting"), values)
    return [WaitingReport(**row) for row in rows]
