"""Keeping the summary columns of cases true."""

from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import connection

SUMMARIES = (Path(__file__).parents[1] / "queries" / "sql" / "summaries.sql").read_text()
REFRESH = f"""
UPDATE cases_case c
SET (last_reached_on, next_action, next_due_on)
  = (x.last_reached_on, x.next_action, x.next_due_on)
FROM ({SUMMARIES} WHERE c.id = ANY(%(cases)s)) x
WHERE x.id = c.id AND (c.last_reached_on, c.next_action, c.next_due_on)
  IS DISTINCT FROM (x.last_reached_on, x.next_action, x.next_due_on)
"""  # noqa: S608 - both parts are written here


def refresh(cases: Collection[int]) -> None:
    """Bring the summaries of these cases to what their notes and tasks say. One statement."""
    if not cases:
        return
    with connection.cursor() as cursor:
        cursor.execute(REFRESH, {"cases": sorted(cases), "zone": settings.TIME_ZONE})
