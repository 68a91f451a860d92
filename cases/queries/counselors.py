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
# By the school of the case, so that an index answers.
REACH = """({row}.school_id = ANY(ARRAY(
  SELECT id FROM students_school
  WHERE id = ANY(%(reach_schools)s) OR region_id = ANY(%(reach_regions)s)))
  OR {row}.student_id = ANY(%(reach_students)s))"""
LATE = """k.state IN ('open', 'snoozed') AND k.due_on < %(on)s AND k.case_id IS NOT NULL
  AND {reach}"""
# A counselor's letters are those about the students of their open cases; a school's are its own.
LETTERS = {
    "owner": """
  SELECT count(DISTINCT n.student_id) FILTER (WHERE n.stage = 'due') AS letters_due,
         count(DISTINCT n.student_id) FILTER (WHERE n.due_by < %(on)s) AS letters_late
  FROM cases_case c JOIN letters_notice n ON n.student_id = c.student_id
  WHERE n.stage IN ('due', 'approved', 'printed')
    AND c.owner_id = page.key AND c.closed_on IS NULL AND {reach_case}""",
    "school": """
  SELECT count(*) FILTER (WHERE n.stage = 'due') AS letters_due,
         count(*) FILTER (WHERE n.due_by < %(on)s) AS letters_late
  FROM letters_notice n
  WHERE n.stage IN ('due', 'approved', 'printed') AND n.school_id = page.key
    AND {reach_letter}""",
}
NAMES = {"owner": "accounts_user", "school": "students_school"}
PER_PAGE = 25


@dataclass(frozen=True)
class Load:
    """Open cases of one counselor, or at one school. `key` is None for cases without an owner, or
    of students enrolled nowhere. Days are counted since a person was reached, or since the case
    was opened when nobody was; `days_typical` is their mean. `tasks_overdue` are those of cases.
    Letters due wait for approval; late is one not mailed after its day.
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
    letters_due: int
    letters_late: int


@dataclass(frozen=True)
class Loads:
    """The open cases within a person's reach: all together (without tasks and letters), and a
    page of them by counselor or by school, with how many of those there are.
    """

    all: Load
    rows: list[Load]
    count: int
    unreached_days: int


def caseload_of_counselors(who: Who, *, on: date, by: str = "owner", page: int = 1) -> Loads:
    """Return the loads of everybody whose cases the person may read (CASELOAD_READ), by `owner`
    or by `school`, by name, 25 to a page. One statement, and those of the policy and the grants.
    A case counts where its student was enrolled when last judged.
    """
    days = pack_in_force(on).value("contact.reach_days")
    bounds = bounds_of(who, Permission.CASELOAD_READ, on=on)
    values = {
        **bounds,
        "on": on,
        "since": date.fromordinal(on.toordinal() - days),
        "most": PER_PAGE,
        "skip": PER_PAGE * (page - 1),
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(by, reaches_all=bounds["reach_all"]), values)
        total, rows, count = cursor.fetchone()
    return Loads(
        all=_load(total), rows=[_load(row) for row in rows or []], count=count, unreached_days=days
    )


def _statement(by: str, *, reaches_all: bool) -> str:
    reach = "true" if reaches_all else REACH
    case = reach.format(row="c")
    return TEXT.format(
        key=f"{by}_id",
        names=NAMES[by],
        reach_case=case,
        late=LATE.format(reach=reach.format(row="k")),
        letters=LETTERS[by].format(reach_case=case, reach_letter=reach.format(row="n")),
    )


def _load(row: dict[str, Any]) -> Load:
    return Load(
        key=row.get("key"),
        name=row.get("name", ""),
        cases=row["cases"],
        tiers={tier: row[tier] for tier in ("prevention", "early", "intensive")},
        cases_overdue=row["cases_overdue"],
        tasks_overdue=row.get("tasks_overdue", 0),
        idle=row["idle"],
        unreached=row["unreached"],
        days_typical=round(row["days"] / row["cases"]) if row["cases"] else 0,
        days_longest=row["days_longest"],
        letters_due=row.get("letters_due", 0),
        letters_late=row.get("letters_late", 0),
    )
