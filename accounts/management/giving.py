"""Giving a role by command."""

from datetime import date
from typing import Any

from accounts.actions import give_role
from accounts.management.staff import facts_of, place_by, role_by
from accounts.models import User
from audit.rules import Act
from students.rules import last_day_of, school_year_of


def given(act: Act, user: User, **options: Any) -> dict[str, Any]:
    """Give the role that the options name; return its facts. Raises as `give_role` does."""
    starts: date = options["starts"] or act.on
    ends: date = options["ends"] or last_day_of(school_year_of(starts))
    grant = give_role(
        act,
        to=user,
        role=role_by(options["role"]),
        place=place_by(options["scope"]),
        starts=starts,
        ends=ends,
        reason=options["reason"],
    )
    return facts_of(grant)
