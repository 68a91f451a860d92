"""Home visits of the made-up district: those that were made, each with its note, and today's five of each
counselor, of which one is to no door alone and one is not back in time.
"""

from datetime import date

from core import sql
from demo import staging

PARTS = ("visit_rows", "about", "steps", "alone")


def make(*, today: date, seed: int, zone: str) -> None:
    """Make visits of notes that were written at doors, and of students who are absent often."""
    values = {"today": today, "seed": seed, "zone": zone}
    made = staging.table("demo_visit", _statement("visits"), **values)
    first = staging.reserve("visits_visit", made)
    for part in PARTS:
        staging.run(_statement(part), first_visit=first, **values)


def _statement(name: str) -> str:
    return sql.statement(__file__, f"visits/{name}")
