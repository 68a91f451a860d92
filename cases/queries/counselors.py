"""Everybody's caseloads, counted for whoever answers for them. No rankings: load and what waits."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.access import Who
from accounts.choices import Permission
from attendance.choices import Tier
from cases.queries.reach import bounds_of_cases
from core import sql
from law.queries import pack_in_force
from letters.choices import Stage
from letters.rules.stages import OPEN
from tasks.choices import PENDING

LOADS = {
    "owner": sql.statement(__file__, "loads_by_owner"),
    "school": sql.statement(__file__, "loads_by_school"),
}
KINDS = {
    **sql.kinds(tier=Tier, stage=Stage),
    "pending": list(PENDING),
    "letters_open": list(OPEN),
}
TIERS = tuple(Tier.values)
PER_PAGE = 20


@dataclass(frozen=True)
class Load:
    """Open cases of one counselor, or at one school; `load` are those of the counselor in every
    region, also beyond reach, and those of the school. `key` is None for cases without an owner, or
    of students enrolled nowhere. Days are counted since a person was reached, or since the case
    was opened when nobody was; `days_typical` is their mean. `tasks_overdue` are those of cases.
    Letters due wait for approval; late is one not mailed after its day.
    """

    key: int | None
    name: str
    cases: int
    load: int
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
    values = {
        **bounds_of_cases(who, Permission.CASELOAD_READ, on=on),
        **KINDS,
        "on": on,
        "since": on - timedelta(days=days),
        "most": PER_PAGE,
        "skip": PER_PAGE * (page - 1),
    }
    [found] = sql.rows(LOADS[by], values)
    return _loads(days, **found)


def _loads(days: int, *, rows: list[dict[str, Any]], **counts: int) -> Loads:
    loads = [_load(row) for row in rows]
    most = PER_PAGE + sum(load.key is None for load in loads)
    return Loads(**counts, unreached_days=days, rows=loads[:most], has_more=len(loads) > most)


def _load(row: dict[str, Any]) -> Load:
    days = row.pop("days")
    row.setdefault("load", row["cases"])
    return Load(
        tiers={tier: row.pop(tier) for tier in TIERS},
        days_typical=round(days / row["cases"]),
        **row,
    )
