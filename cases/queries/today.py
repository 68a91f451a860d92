"""How much waits in a person's cases."""

from datetime import date, timedelta
from typing import Any

from accounts.access import Who, bounds_of, reach_of
from accounts.choices import Permission
from attendance.choices import Tier
from cases.queries.caseload import Caseload
from cases.queries.reach import bounds_of_cases
from core import sql
from law.queries import pack_in_force

OWN = sql.statement(__file__, "own_waiting")
ALL = sql.statement(__file__, "all_waiting")


def own_waiting(who: Who, *, on: date) -> Caseload:
    """Return the counts of the person's own open cases, which `own_cases` has. One statement, and
    those of the policy and the grants.
    """
    reach = reach_of(who, on=on)
    bounds = bounds_of(reach, Permission.CASE_READ, on=on)
    values = {**bounds, **sql.kinds(tier=Tier), "user": reach.person}
    return _waiting(OWN, on, values)


def all_waiting(who: Who, *, on: date) -> Caseload:
    """Return the counts, but those by tier, of the open cases the person answers for
    (CASELOAD_READ), as the loads of counselors have them. One statement, and those of the policy and the grants.
    """
    return _waiting(ALL, on, bounds_of_cases(who, Permission.CASELOAD_READ, on=on))


def _waiting(statement: str, on: date, values: dict[str, Any]) -> Caseload:
    days = pack_in_force(on).value("contact.reach_days")
    [row] = sql.rows(statement, {**values, "on": on, "since": on - timedelta(days=days)})
    tiers = {tier: row.pop(tier) for tier in Tier.values if tier in row}
    return Caseload(**row, tiers=tiers, unreached_days=days)
