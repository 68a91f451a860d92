"""Everybody's caseloads, counted for whoever answers for them. No rankings: load and what waits."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.access import REACHED, Who, bounds_of
from accounts.choices import Permission
from attendance.queries.policies import pack_in_force

COUNTED = f"""
SELECT {{columns}}, count(*) AS cases,
       count(*) FILTER (WHERE c.tier = 'prevention') AS prevention,
       count(*) FILTER (WHERE c.tier = 'early') AS early,
       count(*) FILTER (WHERE c.tier = 'intensive') AS intensive,
       count(*) FILTER (WHERE c.next_due_on < %(on)s) AS cases_overdue,
       sum(coalesce(w.overdue, 0))::int AS tasks_overdue,
       count(*) FILTER (WHERE c.next_due_on IS NULL) AS idle,
       count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s) AS unreached,
       percentile_disc(0.5) WITHIN GROUP (
         ORDER BY %(on)s::date - coalesce(c.last_reached_on, c.opened_on)) AS days_median,
       max(%(on)s::date - coalesce(c.last_reached_on, c.opened_on)) AS days_longest
FROM cases_case c
LEFT JOIN (SELECT k.case_id, count(*) AS overdue FROM cases_task k
           WHERE k.state IN ('open', 'snoozed') AND k.due_on < %(on)s AND k.case_id IS NOT NULL
           GROUP BY k.case_id) w ON w.case_id = c.id
LEFT JOIN LATERAL (SELECT e.school_id FROM students_enrollment e
                   WHERE e.student_id = c.student_id AND e.entry_date <= %(on)s
                     AND (e.exit_date IS NULL OR e.exit_date >= %(on)s)
                   ORDER BY e.entry_date DESC, e.id DESC LIMIT 1) p ON true
LEFT JOIN accounts_user u ON u.id = c.owner_id
LEFT JOIN students_school o ON o.id = p.school_id
WHERE c.closed_on IS NULL AND {REACHED.format(student="c.student_id")}
GROUP BY {{columns}} ORDER BY {{order}}
"""  # noqa: S608 - all parts are written here


@dataclass(frozen=True)
class Load:
    """Open cases of one counselor, or at one school. `key` is None for cases without an owner, or
    of students enrolled nowhere. Days are counted since a person was reached, or since the case
    was opened when nobody was.
    """

    key: int | None
    name: str
    cases: int
    tiers: dict[str, int]
    cases_overdue: int
    tasks_overdue: int
    idle: int
    unreached: int
    days_median: int
    days_longest: int


@dataclass(frozen=True)
class Loads:
    """The open cases within a person's reach, counted by counselor and by school."""

    counselors: list[Load]
    schools: list[Load]
    unreached_days: int

    @property
    def total(self) -> int:
        return sum(load.cases for load in self.counselors)


def caseload_of_counselors(who: Who, *, on: date) -> Loads:
    """Return the loads of everybody whose cases the person may read (CASELOAD_READ), by name.

    One statement for counselors, one for schools, and those of the policy and the grants.
    """
    days = pack_in_force(on).value("contact.reach_days")
    values = {
        **bounds_of(who, Permission.CASELOAD_READ, on=on),
        "on": on,
        "since": date.fromordinal(on.toordinal() - days),
        "zone": settings.TIME_ZONE,
    }
    return Loads(
        counselors=_loads(COUNTED.format(columns="u.id, u.name", order="u.name, u.id"), values),
        schools=_loads(COUNTED.format(columns="o.id, o.name", order="o.name, o.id"), values),
        unreached_days=days,
    )


def _loads(statement: str, values: dict[str, Any]) -> list[Load]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [
            Load(
                key=row[0],
                name=row[1] or "",
                cases=row[2],
                tiers=dict(zip(("prevention", "early", "intensive"), row[3:6], strict=True)),
                cases_overdue=row[6],
                tasks_overdue=row[7],
                idle=row[8],
                unreached=row[9],
                days_median=row[10],
                days_longest=row[11],
            )
            for row in cursor.fetchall()
        ]
