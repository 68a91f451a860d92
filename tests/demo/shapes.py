"""Which columns of a row say something: two rows of one shape were written by one rule."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from accounts.models import User
from tests.demo.conftest import SUNDAY
from tests.factories import act

MONDAY = SUNDAY + timedelta(days=1)


def shape(row: Model, *but: str) -> dict[str, bool]:
    """Which columns of a row say something."""
    columns = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    said = {name: getattr(row, name) not in (None, "", [], {}) for name in columns}
    return {name: is_said for name, is_said in said.items() if name not in but}


def shapes(rows: Any, *but: str) -> list[dict[str, bool]]:
    found = [shape(row, *but) for row in rows]
    assert found, "there is none to compare with"
    return found


def by(user: User, on: date = MONDAY) -> Any:
    return act(user, on=on)
