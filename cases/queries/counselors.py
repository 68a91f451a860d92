"""Everybody's caseloads, counted for whoever answers for them. No rankings: load and what waits."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from accounts.access import Who, bounds_of
from accounts.choices import Permission
from attendance.choices import Tier
from core.sql import fragment
from law.queries import pack_in_force

TEXT = (Path(__file__).parent / "sql" / "loads.sql").read_text()
AT_SCHOOLS = """{row}.school_id = ANY(ARRAY(
  SELECT o.id FROM students_school o
  WHERE o.id = ANY(%(reach_schools)s) OR o.region_id = ANY(%(reach_regions)s)))"""
COUNTS = """
  count(*) AS cases,
  count(*) FILTER (WHERE c.tier = 'prevention') AS prevention,
  count(*) FILTER (WHERE c.tier = 'early') AS early,
  count(*) FILTER (WHERE c.tier = 'intensive') AS intensive,
  count(*) - count(c.next_due_on) AS idle,
  count(*) FILTER (WHERE coalesce(c.last_reached_on, c.opened_on) < %(since)s) AS unreached,
  sum(%(on)s::date - coalesce(c.last_reached_on, c.opened_on)) AS days,
  %(on)s::date - min(coalesce(c.last_reached_on, c.opened_on)) AS days_longest"""
# Who of a whole district has a case is looked up in the order of the names until the page is full;
# within a region or a school it is quicker to begin at the cases.
HAS_CASES = {
    True: "EXISTS (SELECT FROM cases_case c WHERE c.{key} = n.id AND c.closed_on IS NULL)",
    False: """n.id = ANY(ARRAY(
    SELECT DISTINCT c.{key} FROM cases_case c WHERE c.closed_on IS NULL AND {reach_case}))""",
}
# Tasks of students with an open case: whose they are to do, and at the school where the student is now.
LATE = """FROM cases_case c JOIN tasks_task t ON t.student_id = c.student_id
  WHERE t.state IN ('open', 'snoozed') AND t.due_on < %(on)s AND c.closed_on IS NULL
    AND {reach_case}"""
WHOSE_TASK = {"owner": "t.owner_id", "school": "c.school_id"}
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
    tasks_overdue: int
    idle: int
    unreached: int
    days_typical: int
    days_longest: int
    letters_due: int
    letters_late: int


@dataclass(frozen=True)
class Loads:
    """The open cases within a person's reach: how many, with an overdue task, with nothing next,
    without anybody reached for longer than `unreached_days`; and a page of them by counselor or
    by school. `has_more` says whether another page follows.
    """

    cases: int
    overdue: int
    idle: int
    unreached: int
    unreached_days: int
    rows: list[Load]
    has_more: bool


def caseload_of_counselors(who: Who, *, on: date, by: str = "owner", page: int = 1) -> Loads:
    """Return the loads of everybody whose cases the person may read (CASELOAD_READ), by `owner`
    or by `school`, by name, 25 to a page, and before the first of them cases that have none. One
    statement, and those of the policy and the grants. A case counts where its student was
    enrolled when last judged.
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
        cursor.execute(_statement(by, bounds), values)
        found, cases, overdue, idle, unreached = cursor.fetchone()
    rows = [_load(row) for row in found or []]
    most = PER_PAGE + sum(row.key is None for row in rows)
    return Loads(
        cases=cases,
        overdue=overdue,
        idle=idle,
        unreached=unreached,
        unreached_days=days,
        rows=rows[:most],
        has_more=len(rows) > most,
    )


def reached(row: str, bounds: dict[str, Any]) -> str:
    """Return the condition that a case, named `row`, is within the bounds of
    `bounds_of`: by its own school, so that an index answers. Only the ways that there are: an OR
    with nothing behind it would read every row.
    """
    if bounds["reach_all"]:
        return "true"
    ways = []
    if bounds["reach_schools"] or bounds["reach_regions"]:
        ways.append(AT_SCHOOLS.format(row=row))
    if bounds["reach_students"]:
        ways.append(f"{row}.student_id = ANY(%(reach_students)s)")
    return f"({' OR '.join(ways)})" if ways else "false"


def _statement(by: str, bounds: dict[str, Any]) -> str:
    key, case = f"{by}_id", reached("c", bounds)
    # A letter stays with its school when the student leaves the district: nobody there reads it.
    reaches_letter = (
        "true" if bounds["reach_all"] else fragment("students", "reached", "n.student_id")
    )
    return TEXT.format(
        key=key,
        names=NAMES[by],
        has_cases=HAS_CASES[bounds["reach_all"]].format(key=key, reach_case=case),
        counts=COUNTS,
        reach_case=case,
        late=LATE.format(reach_case=case),
        whose_task=WHOSE_TASK[by],
        letters=LETTERS[by].format(reach_case=case, reach_letter=reaches_letter),
    )


def _load(row: dict[str, Any]) -> Load:
    days = row.pop("days")
    return Load(
        tiers={tier: row.pop(tier) for tier in Tier.values},
        days_typical=round(days / row["cases"]),
        **row,
    )
