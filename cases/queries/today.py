"""What came up overnight, what is due, what is late, and how much waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from accounts.access import REACHED, Who, bounds_of, reach_of
from accounts.choices import Permission
from attendance.choices import Tier
from cases.choices import PENDING
from cases.models import Task
from cases.queries.caseload import Caseload
from cases.queries.counselors import reached
from core import sql
from law.queries import pack_in_force
from students.rules import listed_name

SQL = Path(__file__).parent / "sql"
TASKS = (SQL / "today.sql").read_text().format(reached=REACHED.format(student="m.student_id"))
WAITING = (SQL / "waiting.sql").read_text()
TIERS = "".join(f"count(*) FILTER (WHERE c.tier = '{tier}') AS {tier}, " for tier in Tier.values)
OWN = f"c.owner_id = %(user)s AND {REACHED.format(student='c.student_id')}"
MOST = 10


@dataclass(frozen=True)
class TaskLine:
    """A task that waits, as a list shows it. `student`, `school` and `owner` are names or
    ''; `undo` says whether the last decision can be taken back."""

    pk: int
    student_id: int
    student: str
    title: str
    reason: str
    state: str
    due_on: date
    undo: bool
    school: str
    owner: str


@dataclass(frozen=True)
class TodayItems:
    """Tasks of one person, each in one list only: `overdue` before `fresh` (proposed since
    yesterday) before `due` (today). The lists hold the first 10; the counts say how many.
    """

    overdue: Sequence[TaskLine]
    fresh: Sequence[TaskLine]
    due: Sequence[TaskLine]
    overdue_count: int
    fresh_count: int
    due_count: int

    @property
    def student_ids(self) -> list[int]:
        return sorted({t.student_id for t in (*self.overdue, *self.fresh, *self.due)})


def pending_tasks(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Return the tasks that wait, the earliest first, with student, school, case and owner."""
    waiting = tasks.filter(state__in=PENDING).order_by("due_on", "pk")
    return waiting.select_related("student", "school", "owner", "case")


def today_items(who: Who, *, on: date) -> TodayItems:
    """Return what waits for the person today, of the tasks that `own_tasks` has. One statement,
    and that of the grants of somebody who is not a Reach yet.
    """
    reach = reach_of(who, on=on)
    manages = bounds_of(reach, Permission.CASE_MANAGE, on=on)
    values = {
        **bounds_of(reach, Permission.CASE_READ, on=on),
        "user": reach.user.pk,
        "all_schools": manages["reach_all"],
        "schools": manages["reach_schools"],
        "regions": manages["reach_regions"],
        "on": on,
        "yesterday": on - timedelta(days=1),
        "most": MOST,
    }
    found: dict[str, list[TaskLine]] = {"overdue": [], "fresh": [], "due": []}
    counts = dict.fromkeys(found, 0)
    for row in sql.rows(TASKS, values):
        bucket = row.pop("bucket")
        counts[bucket] = row.pop("of")
        found[bucket].append(_line(row))
    return TodayItems(
        overdue=found["overdue"],
        fresh=found["fresh"],
        due=found["due"],
        overdue_count=counts["overdue"],
        fresh_count=counts["fresh"],
        due_count=counts["due"],
    )


def own_waiting(who: Who, *, on: date) -> Caseload:
    """Return the counts of the person's own open cases, which `own_cases` has. One statement, and
    those of the policy and the grants.
    """
    reach = reach_of(who, on=on)
    bounds = bounds_of(reach, Permission.CASE_READ, on=on)
    statement = WAITING.format(whose=OWN, tiers=TIERS)
    return _waiting(statement, on, {**bounds, "user": reach.user.pk})


def all_waiting(who: Who, *, on: date) -> Caseload:
    """Return the counts, but those by tier, of the open cases the person answers for
    (CASELOAD_READ), as the loads of counselors have them. One statement, and those of the policy and the grants.
    """
    bounds = bounds_of(who, Permission.CASELOAD_READ, on=on)
    return _waiting(WAITING.format(whose=reached("c", bounds), tiers=""), on, bounds)


def _waiting(statement: str, on: date, values: dict[str, Any]) -> Caseload:
    days = pack_in_force(on).value("contact.reach_days")
    [row] = sql.rows(statement, {**values, "on": on, "since": on - timedelta(days=days)})
    tiers = {tier: row.pop(tier) for tier in Tier.values if tier in row}
    return Caseload(**row, tiers=tiers, unreached_days=days)


def _line(row: dict[str, Any]) -> TaskLine:
    name = listed_name(row.pop("last_name"), row.pop("first_name"))
    return TaskLine(student=name, **row)
