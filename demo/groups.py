"""Groups of the made-up district and how their sessions went; and who checks whom in and out.

They rest on the plans that were made, and on the days that were missed.
"""

from datetime import date

from core import sql
from demo import staging
from law.packs import Practice

KIND = "I17"  # what the groups are of the menu
NAMES = ["Mornings", "Finish strong", "Wednesday group", "Start over", "Back on track", "Bridge"]
PLACES = ["Room 12", "Library corner", "Counseling office", "Room 4"]
NOTES = [
    "Why it matters, and each their own count.",
    "Mornings: the alarm, the bag, the way here.",
    "What gets in the way, and who helps.",
    "Adults and friends to count on.",
    "What to do after a bad day.",
]
WORDS_APART = [
    "Spoke first today. Will try the earlier bus.",
    "Quiet; asked to talk alone on Friday.",
    "Set a goal of two days and wrote it down.",
]


def make(practice: Practice, *, today: date, first_plan: int, seed: int, zone: str) -> None:
    """Make groups, their sessions and what these are to plans, and the days of check-ins."""
    plans = {"first_plan": first_plan}
    staging.run(_statement("adults"), checks=practice.checks, **plans)
    staging.run(_statement("check_rows"), checks=practice.checks)
    known = practice.interventions.get(KIND)
    if known is None or not known.days:
        return
    when = {"today": today, "zone": zone, "weekday": known.days[0]}
    groups = staging.table("demo_circle", _statement("groups"), today=today, **plans)
    staging.table("demo_in_circle", _statement("members"), **plans)
    sessions = staging.table("demo_session", _statement("sessions"), **when)
    staging.table("demo_presence", _statement("presences"))
    values = {
        **plans,
        "kind": KIND,
        "names": NAMES,
        "places": PLACES,
        "notes": NOTES,
        "words": WORDS_APART,
        "first_group": staging.reserve("plans_group", groups),
        "first_session": staging.reserve("plans_groupsession", sessions),
    }
    parts = ("group_rows", "member_rows", "session_rows", "presence_rows", "words_apart")
    for part in (*parts, "delivered"):
        staging.run(_statement(part), seed=seed, **when, **values)


def _statement(name: str) -> str:
    return sql.statement(__file__, f"groups/{name}")
