"""Interviews and plans of the made-up district, at every stage: begun, reviewed, late, ended, at rest.

Their goals and reviews rest on the days that were made.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from attendance.choices import Tier
from core import sql
from demo import groups, staging
from law.packs import Practice
from law.queries import pack_in_force
from plans.choices import Because

# What was said, of the student and of an adult; what goes well.
OWN_WORDS = {
    False: (
        (
            "I would come if first period was not a fight every day.",
            "Good at drawing; has a friend in robotics.",
        ),
        ("My little brother needs me until eight.", "Never late when grandma is there."),
        ("Nobody notices if I am there.", "Likes the garden and the coach."),
        ("I fall asleep at three and then I cannot.", "On time on Fridays."),
    ),
    True: (
        (
            "He says his stomach hurts, and then he is fine at ten.",
            "Asks for his teacher at home.",
        ),
        (
            "The bus comes when it wants. I cannot drive him and keep my job.",
            "Wants to be first in the family to finish.",
        ),
        ("We moved twice since August.", "Reads to her sister every night."),
    ),
}


def make(*, today: date, first_case: int, seed: int, zone: str) -> None:
    """Make what was found out, planned and done in the cases made before, whose first id follows
    `first_case`.
    """
    practice = pack_in_force(today).practice
    _stage(practice)
    plans = staging.table("demo_plan", _statement("plans"), today=today)
    staging.table("demo_missed", _statement("missed"))
    staging.run("CREATE UNIQUE INDEX ON staging.demo_missed (number, date)")
    staging.table("demo_window", _statement("windows"), today=today)
    staging.table("demo_review", _statement("reviews"), today=today)
    staging.run("CREATE UNIQUE INDEX ON staging.demo_window (nth, turn)")
    staging.run("CREATE UNIQUE INDEX ON staging.demo_review (nth, turn)")
    talks = staging.table("demo_interview", _statement("interviews"), zone=zone)
    values: dict[str, Any] = {
        "first_case": first_case,
        "first_plan": staging.reserve("plans_plan", plans),
        "first_note": staging.reserve("contacts_note", talks),
        "first_interview": staging.reserve("plans_interview", talks),
        "stable": Because.STABLE.label,
    }
    for part in ("plan_rows", "strategies", "deliveries"):
        staging.run(_statement(part), today=today, seed=seed, zone=zone, **values)
    first = values["first_plan"]
    groups.make(practice, today=today, first_plan=first, seed=seed, zone=zone)
    for part in ("review_rows", "agreements"):
        staging.run(_statement(part), today=today, seed=seed, zone=zone, **values)
    for part in ("talks", "talk_students", "interview_rows", "barriers", "review_tasks"):
        staging.run(_statement(part), seed=seed, zone=zone, **values)


def _statement(name: str) -> str:
    return sql.statement(__file__, f"plans/{name}")


def _stage(practice: Practice) -> None:
    columns = "tier text, turn int, turns int, code text, title text, rating text, dose text, owner text, weekdays int[]"
    staging.copy("demo_menu", columns, _menu(practice))
    staging.copy(
        "demo_service", "intervention text, service text, minutes int", _services(practice)
    )
    found = list(practice.barriers.values())
    staging.copy(
        "demo_found",
        "turn int, turns int, code text, family text, label text",
        ((n, len(found), one.code, one.family, one.name) for n, one in enumerate(found)),
    )
    staging.copy(
        "demo_own_words",
        "asks_adult boolean, turn int, turns int, own_words text, strengths text",
        (
            (adult, turn, len(said), *words)
            for adult, said in OWN_WORDS.items()
            for turn, words in enumerate(said)
        ),
    )


def _services(practice: Practice) -> Iterator[tuple[str, str, int]]:
    """Yield of each intervention what it is logged as, and for how long."""
    for code in practice.interventions:
        for kind in practice.services_of(code)[:1]:
            yield code, kind.code, kind.minutes


def _menu(practice: Practice) -> Iterator[tuple[object, ...]]:
    for tier in Tier.values:
        known = [one for one in practice.interventions.values() if tier in one.tiers]
        for turn, one in enumerate(known):
            owner = one.by[:1].upper() + one.by[1:]
            days = "{" + ",".join(map(str, one.days)) + "}"
            yield (
                tier,
                turn,
                len(known),
                one.code,
                one.name,
                one.rating,
                one.dose[:120],
                owner,
                days,
            )
