"""Everybody's caseloads, counted for whoever answers for them. No rankings: load and what waits."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from accounts.access import Who, bounds_of
from accounts.choices import Permission
from attendance.queries.policies import pack_in_force

TEXT = (Path(__file__).parent / "sql" / "loads.sql").read_text()
SUMMED = ("prevention", "early", "intensive", "cases_overdue", "idle", "unreached", "days")
SUMS = ", ".join(
    [
        "coalesce(sum(cases), 0) AS cases",
        *(f"coalesce(sum({name}), 0) AS {name}" for name in SUMMED),
        "coalesce(max(days_longest), 0) AS days_longest",
    ]
)
# By the school of the case, so that an index answers.
REACH = """({row}.school_id = ANY(ARRAY(
  SELECT id FROM students_school
  WHERE id = ANY(%(reach_schools)s) OR region_id = ANY(%(reach_regions)s)))
  OR {row}.student_id = ANY(%(reach_students)s))"""
PER_PAGE = 25


@dataclass(frozen=True)
class Load:
    """Open cases of one counselor, or at one school. `key` is None for cases without an owner, or
    of students enrolled nowhere. Days are counted since a person was reached, or since the case
    was opened when nobody was; `days_typical` is their mean. `tasks_overdue` are those of cases.
    """

    key: int | None
    name: str
    cases: int
    tiers: dict[str, int]
    cases_overdue: int
    tasks_overdue: int
    idle: int
    unreached: int
    days_typical: int
    days_longest: int


@dataclass(frozen=True)
class Loads:
    """The open cases within a person's reach: all together, and a page of them by counselor and by
    school, with how many of those there are.
    """

    all: Load
    counselors: list[Load]
    schools: list[Load]
    counselor_count: int
    school_count: int
    unreached_days: int


def caseload_of_counselors(
    who: Who, *, on: date, counselor_page: int = 1, school_page: int = 1
) -> Loads:
    """Return the loads of everybody whose cases the person may read (CASELOAD_READ), by name, 25
    to a page. One statement, and those of the policy and the grants. A case counts where its
    student was enrolled when last judged.
    """
    days = pack_in_force(on).value("contact.reach_days")
    bounds = bounds_of(who, Permission.CASELOAD_READ, on=on)
    values = {
        **bounds,
        "on": on,
        "since": date.fromordinal(on.toordinal() - days),
        "most": PER_PAGE,
        "skip_counselors": PER_PAGE * (counselor_page - 1),
        "skip_schools": PER_PAGE * (school_page - 1),
    }
    reach = "true" if bounds["reach_all"] else REACH
    text = TEXT.format(
        sums=SUMS, reach_case=reach.format(row="c"), reach_task=reach.format(row="k")
    )
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        total, counselors, schools, counselor_count, school_count = cursor.fetchone()
    return Loads(
        all=_load(total),
        counselors=[_load(row) for row in counselors or []],
        schools=[_load(row) for row in schools or []],
        counselor_count=counselor_count,
        school_count=school_count,
        unreached_days=days,
    )


def _load(row: dict[str, Any]) -> Load:
    return Load(
        key=row.get("key"),
        name=row.get("name", ""),
        cases=row["cases"],
        tiers={tier: row[tier] for tier in ("prevention", "early", "intensive")},
        cases_overdue=row["cases_overdue"],
        tasks_overdue=row["tasks_overdue"] or 0,
        idle=row["idle"],
        unreached=row["unreached"],
        days_typical=round(row["days"] / row["cases"]) if row["cases"] else 0,
        days_longest=row["days_longest"],
    )
