"""Cases of the made-up district: who has them, what was said and done, what is next.

Cases are of students who are absent most. Everything hangs on the number of the student or of
the note, so that it does not depend on what came before.
"""

from datetime import date
from pathlib import Path

from contacts.choices import NoteKind
from core import sql
from demo import campaigns, conferences, plans, requests, staging, steps, visits, words
from documents.actions import store

DOCTORS_NOTE = Path(__file__).with_name("data") / "doctors_note.jpg"
STUDENTS_PER_CASE = 10.5
LEAST_ABSENT = 5  # days, before a case is opened
# Out of 100 notes: which kind; and out of 100 of a kind: what came of it.
KINDS = {
    "call": 54,
    "visit": 12,
    "text": 10,
    "meeting": 8,
    "email": 6,
    "conference": 6,
    "letter": 2,
}
OUTCOMES = {
    "call": {
        "spoke": 38,
        "voicemail": 27,
        "no_answer": 16,
        "mailbox_full": 4,
        "call_back": 9,
        "wrong_number": 6,
    },
    "visit": {
        "door_spoke": 42,
        "door_nobody": 26,
        "door_no_answer": 12,
        "door_not_here": 8,
        "door_closed": 5,
        "door_no_way_in": 4,
        "door_student_alone": 2,
        "door_unsafe": 1,
    },
    "text": {"sent": 62, "replied": 33, "bounced": 5},
    "email": {"sent": 64, "replied": 28, "bounced": 8},
    "meeting": {"held": 74, "no_show": 14, "moved": 8, "refused": 4},
    "conference": {"held": 58, "no_show": 26, "moved": 10, "refused": 6},
    "letter": {"handed": 100},
    "other": {"": 100},
}
BARRIERS = (
    "transport",
    "health",
    "mental_health",
    "family",
    "learning",
    "safety",
    "housing",
    "care",
    "unaware",
    "belonging",
    "work",
    "language",
    "none_found",
)


def make(*, today: date, year: int, seed: int, zone: str) -> None:
    """Make cases with all that hangs on them; a case of the year for about ten students."""
    values = {"today": today, "year": year, "seed": seed, "zone": zone}
    _stage_words()
    staging.table("demo_called", _statement("called"))
    staging.table("demo_holder", _statement("holders"), today=today)
    staging.table("demo_absent", _statement("absent"), today=today, least=LEAST_ABSENT)
    cases = staging.table("demo_case", _statement("cases"), today=today, most=_most())
    first = staging.reserve("cases_case", cases)
    for part in ("case_rows", "tiers", "grants", "assignments"):
        staging.run(_statement(part), first_case=first, **values)
    notes = staging.table("demo_note", _statement("notes"), today=today)
    first_note = staging.reserve("contacts_note", notes)
    for part in ("note_rows", "note_students"):
        staging.run(_statement(part), first_case=first, first_note=first_note, **values)
    staging.run(_statement("sealed"), **values)
    _attach_papers(seed=seed)
    steps.take_all(_statement("efforts"), today=today, year=year)
    for part in ("tasks_done", "tasks_waiting"):
        staging.run(_statement(part), first_case=first, first_note=first_note, **values)
    plans.make(today=today, first_case=first, seed=seed, zone=zone)
    requests.make(today=today, seed=seed, zone=zone)
    conferences.make(today=today, seed=seed, zone=zone)
    visits.make(today=today, seed=seed, zone=zone)
    campaigns.make(today=today, year=year, seed=seed)
    staging.run(_statement("reached"), zone=zone)
    staging.run(_statement("summaries"))


def _attach_papers(*, seed: int) -> None:
    """Let one picture of a doctor's note belong to some notes: it lies in the store once."""
    there = store(DOCTORS_NOTE.read_bytes(), media_type="image/jpeg")
    values = {"sha256": there.sha256, "size": there.size, "seed": seed}
    for part in ("paper_files", "papers"):
        staging.run(_statement(part), **values)


def _statement(name: str) -> str:
    return sql.statement(__file__, f"casework/{name}")


def _most() -> int:
    students = staging.rows("SELECT count(*) FROM staging.demo_student")[0][0]
    return round(students / STUDENTS_PER_CASE)


def _stage_words() -> None:
    """Lay the dice out in slots of 100, and the wordings by outcome and language."""
    staging.copy("demo_kind", "slot integer, kind text", enumerate(_slots(KINDS)))
    outcomes = (
        (kind, slot, outcome)
        for kind, chances in OUTCOMES.items()
        for slot, outcome in enumerate(_slots(chances))
    )
    staging.copy("demo_outcome", "kind text, slot integer, outcome text", outcomes)
    staging.run("UPDATE staging.demo_outcome SET outcome = '' WHERE outcome IS NULL")
    staging.copy("demo_kind_words", "kind text, how text", NoteKind.choices)
    columns = "outcome text, language text, turn integer, turns integer, words text"
    staging.copy("demo_words", columns, words.rows())
    staging.run("UPDATE staging.demo_words SET outcome = '' WHERE outcome IS NULL")
    staging.copy("demo_barrier", "slot integer, barrier text", enumerate(BARRIERS))


def _slots(chances: dict[str, int]) -> list[str]:
    slots = [value for value, chance in chances.items() for _ in range(chance)]
    return slots + ["other"] * (100 - len(slots))
