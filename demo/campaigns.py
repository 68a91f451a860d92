"""What schools of the made-up district do for all: ideas of the pack that were taken up this school year, whom
they reached, and what was made of them.
"""

from datetime import date

from core import sql
from demo import staging
from law.queries import practice_in_force
from students.rules import first_day_of

NOTES = ["At the door", "Period 2", "Evening for families", "Lunch", "By telephone"]
LEARNED = [
    "Teachers who said it themselves were heard. Start a week earlier.",
    "Families came for the food box and stayed for the talk.",
    "The goal was too far for one month: set it by improvement.",
]


def make(*, today: date, year: int, seed: int) -> None:
    """Make campaigns of each school that has somebody who works cases, and how many people they reached."""
    practice = practice_in_force(today)
    if not practice.campaigns:
        return
    ideas = [
        (nth, one.code, one.kind, one.name, f"{one.what} By {one.by}.", month)
        for nth, one in enumerate(practice.campaigns.values())
        for month in one.months[:1]
    ]
    columns = "nth integer, code text, kind text, name text, what text, month integer"
    staging.copy("demo_idea", columns, ideas)
    when = {"today": today, "year_starts_on": first_day_of(year)}
    count = staging.table("demo_campaign", _statement("campaigns"), **when)
    values = {
        **when,
        "first_campaign": staging.reserve("programs_campaign", count),
        "seed": seed,
        "notes": NOTES,
        "learned": LEARNED,
        "care": list(practice.care),
    }
    for part in ("campaign_rows", "reached"):
        staging.run(_statement(part), **values)


def _statement(name: str) -> str:
    return sql.statement(__file__, f"campaigns/{name}")
