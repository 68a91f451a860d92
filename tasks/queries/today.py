"""What came up overnight, what is due and what is late for one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.access import Who, bounds_of, reach_of
from accounts.choices import Permission
from core import sql
from students.rules import listed_name
from tasks.choices import PENDING, TaskState
from tasks.queries.lines import TaskLine

TASKS = sql.statement(__file__, "today")
MOST = 10


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


def today_items(who: Who, *, on: date) -> TodayItems:
    """Return what waits for the person today, of the tasks that `own_tasks` has. One statement,
    and that of the grants of somebody who is not a Reach yet.
    """
    reach = reach_of(who, on=on)
    manages = bounds_of(reach, Permission.CASE_MANAGE, on=on)
    values = {
        **bounds_of(reach, Permission.CASE_READ, on=on),
        "user": reach.person,
        "all_schools": manages["reach_all"],
        "schools": manages["reach_schools"],
        "regions": manages["reach_regions"],
        "pending": list(PENDING),
        "state_open": TaskState.OPEN,
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


def _line(row: dict[str, Any]) -> TaskLine:
    name = listed_name(row.pop("last_name"), row.pop("first_name"))
    return TaskLine(student=name, **row)
