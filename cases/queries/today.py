"""How much waits in a person's cases."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from accounts.access import Reach, Who, bounds_of, reach_of
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
    [row] = sql.rows(OWN, own_values(reach_of(who, on=on), on=on))
    return caseload_from(row, on=on)


def all_waiting(who: Who, *, on: date) -> Caseload:
    """Return the counts, but those by tier, of the open cases the person answers for
    (CASELOAD_READ), as the loads of counselors have them. One statement, and those of the policy and the grants.
    """
    [row] = sql.rows(ALL, all_values(who, on=on))
    return caseload_from(row, on=on)


def own_values(reach: Reach, *, on: date) -> dict[str, Any]:
    """Return the values of OWN for a person."""
    bounds = bounds_of(reach, Permission.CASE_READ, on=on)
    return {**bounds, **sql.kinds(tier=Tier), "user": reach.person, **_days(on)}


def all_values(who: Who, *, on: date) -> dict[str, Any]:
    """Return the values of ALL for whoever answers for cases."""
    return {**bounds_of_cases(who, Permission.CASELOAD_READ, on=on), **_days(on)}


def caseload_from(row: Mapping[str, int], *, on: date) -> Caseload:
    """Return the counts of a row of OWN or of ALL."""
    tiers = {tier: row[tier] for tier in Tier.values if tier in row}
    counts = {key: count for key, count in row.items() if key not in tiers}
    return Caseload(**counts, tiers=tiers, unreached_days=_reach_days(on))


def _days(on: date) -> dict[str, date]:
    return {"on": on, "since": on - timedelta(days=_reach_days(on))}


def _reach_days(on: date) -> int:
    return int(pack_in_force(on).value("contact.reach_days"))
