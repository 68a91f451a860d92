"""First contact in the made-up district: requests for help at every stage, safety protocols followed, calls
of the automatic dialer.
"""

from datetime import date

from core import sql
from demo import staging
from intake.choices import Asker
from law.queries import pack_in_force

# Who asks, by what name, what worries them, what was tried and what goes well.
ASKED = {
    Asker.STAFF: (
        (
            "Ms. Vega, English 9",
            "Asleep in second period most days since October, and away on Mondays.",
            "Moved the seat; talked after class twice.",
            "Writes well when there.",
        ),
        (
            "Mr. Osei, front office",
            "Comes an hour late and waits outside until the bell.",
            "Called home, no answer.",
            "Knows everybody’s name.",
        ),
    ),
    Asker.PARENT: (
        (
            "The mother",
            "She cries before school and says nobody sits with her at lunch.",
            "We drive her to the gate.",
            "Loves her little cousins.",
        ),
        (
            "The grandfather",
            "I leave for work at five and cannot see whether he goes.",
            "",
            "Cooks for the two of us.",
        ),
    ),
    Asker.STUDENT: (
        ("", "I do not want to come while third period is like that.", "", "Robotics"),
    ),
    Asker.AGENCY: (
        (
            "Harbor Youth Center",
            "Asks whether somebody at the school can meet about mornings.",
            "",
            "",
        ),
    ),
}
# What whoever asked was told; {owner} is who looks after it.
ANSWER = "Thank you. It is here, and {owner} looks after it. You hear from us within the week."


def make(*, today: date, seed: int, zone: str) -> None:
    """Make requests about students who are absent often, with what was done about each."""
    pack = pack_in_force(today)
    staging.copy(
        "demo_asked",
        "turn int, turns int, asker text, asker_name text, worry text, tried text, strengths text",
        _asked(),
    )
    values = {
        "today": today,
        "seed": seed,
        "zone": zone,
        "usual": pack.value("intake.answer_school_days"),
        "urgent": pack.value("intake.urgent_school_days"),
    }
    made = staging.table("demo_request", _statement("requests"), **values)
    first = staging.reserve("intake_helprequest", made)
    for part in ("request_rows", "steps", "followed", "automatic"):
        staging.run(_statement(part), first_request=first, answer=ANSWER, **values)


def _statement(name: str) -> str:
    return sql.statement(__file__, f"requests/{name}")


def _asked() -> list[tuple[object, ...]]:
    said = [(asker.value, *words) for asker, many in ASKED.items() for words in many]
    return [(turn, len(said), *words) for turn, words in enumerate(said)]
