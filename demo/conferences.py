"""Conferences of the made-up district, as the notes about its students tell them."""

from datetime import date

from core import sql


def make(*, today: date, seed: int, zone: str) -> None:
    """Make a conference of each note that offered one, with what came of it."""
    values = {"today": today, "seed": seed, "zone": zone}
    sql.run(sql.statement(__file__, "conferences/conferences"), values)
