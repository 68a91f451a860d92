"""How much waits in a person's cases."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from accounts.access import Who, bounds_of, reach_of
from accounts.choices import Permission
from attendance.choices import Tier
from cases.queries.caseload import Caseload
from cases.queries.counselors import reached
from core import sql
from core.sql import fragment
from law.queries import pack_in_force

WAITING = (Path(__file__).parent / "sql" / "waiting.sql").read_text()
TIERS = "".join(f"count(*) FILTER (WHERE c.tier = '{tier}') AS {tier}, " for tier in Tier.values)
OWN = f"c.owner_id = %(user)s AND {fragment('students', 'reached', 'c.student_id')}"


def own_waiting(who: Who, *, on: date) -> Caseload:
    """Return the counts of the person's own open cases, which `own_cases` has. One statement, and
    those of the policy and the grants.
    """
    reach = reach_of(who, on=on)
    bounds = bounds_of(reach, Permission.CASE_READ, on=on)
    statement = WAITING.format(whose=OWN, tiers=TIERS)
    return _waiting(statement, on, {**bounds, "user": reach.person})


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
