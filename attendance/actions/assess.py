"""Judging for keeps: stored day outcomes and standings, only the rows that differ.

What must be resolved anew is kept as rows (JudgementDue), so that an interrupted run loses
nothing: it is one transaction, and the next run finds the same rows.
"""

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Max
from django.db.models.functions import Now

from attendance.models import Assessment, DayOutcome, JudgementDue, Standing
from attendance.queries.judging import (
    Question,
    count_rows,
    drop,
    judge_standings,
    make_room,
    names_for,
    resolve_days,
    run,
    tuned,
)
from audit.rules import Act
from law.actions import use_policy
from law.models import Policy
from law.packs import load_pack
from law.queries import DEFAULT_PACK, policy_in_force, policy_of_year
from students.rules import first_day_of, last_day_of, school_year_of

SQL = Path(__file__).parent / "sql"
PREFIX = "assess_"
ONE_AT_A_TIME = 4_826_000  # advisory lock; named for EC 48260

# What people and other apps would notice, with what nothing at all comes to.
NOTABLE: dict[str, str] = {
    "status": "'none'::text",
    "counted_days": "0",
    "pending_days": "0",
    "reports_due": "0",
    "reports_filed": "0",
    "first_truant_on": "NULL::date",
    "chronic_absentee": "false",
    "chronic_truant": "false",
    "band": "'satisfactory'::text",
    "tier": "'prevention'::text",
}


@dataclass(frozen=True)
class Assessed:
    """What one run did. `changed` counts standings added, changed or removed."""

    as_of: date
    policy: str
    school_year: int
    judged: int
    changed: int
    seconds: float


def assess(act: Act, *, everything: bool = False) -> list[Assessed]:
    """Judge every student-year whose inputs, policy or day moved on; one entry per school year.

    The school year of the day of the act comes first; earlier years follow where something is due, or where
    the last run came before the year's end: windows that were open then have closed. With
    `everything`, nothing is taken from earlier runs. Safe to repeat: a second run on the same
    day changes nothing.
    """
    with transaction.atomic():
        hold_judging()
        current = _policy(act)
        this_year = school_year_of(act.on)
        return [
            _assess_year(
                policy_of_year(school_year, today=act.on) or current,
                act.on,
                school_year,
                everything=everything,
            )
            for school_year in [this_year, *_earlier_years(this_year)]
        ]


def hold_judging() -> None:
    """Let nobody judge until this transaction ends: for changes that must be judged whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def take_turn() -> bool:
    """Return whether nobody judges at this moment; then nobody else will in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])


def _earlier_years(this_year: int) -> list[int]:
    """Return the school years before this one with anything left to judge, latest first."""
    due = JudgementDue.objects.filter(school_year__lt=this_year).values_list("school_year")
    judged = (
        Assessment.objects.filter(school_year__lt=this_year, finished_at__isnull=False)
        .values("school_year")
        .annotate(as_of=Max("as_of"))
        .values_list("school_year", "as_of")
    )
    unfinished = {year for year, as_of in judged if as_of < last_day_of(year)}
    return sorted(unfinished.union(year for (year,) in due.distinct()), reverse=True)


def _policy(act: Act) -> Policy:
    """Return the policy in force; before any was chosen, California's becomes current."""
    current = policy_in_force(act.on)
    if current:
        return current
    first = first_day_of(school_year_of(act.on))
    return use_policy(act, pack=DEFAULT_PACK, overrides={}, effective_from=first)[0]


def _assess_year(policy: Policy, today: date, school_year: int, *, everything: bool) -> Assessed:
    started = time.monotonic()
    question = Question.ask(load_pack(policy.pack, policy.overrides), today, school_year)
    last = (
        Assessment.objects.filter(school_year=school_year, finished_at__isnull=False)
        .order_by("-pk")
        .first()
    )
    whole = (
        everything or last is None or last.policy_id != policy.pk or last.as_of > question.as_of
    )
    moved = last is not None and last.as_of < question.as_of
    assessment = Assessment.objects.create(
        policy=policy, school_year=school_year, as_of=question.as_of
    )
    with connection.cursor() as cursor:
        make_room(cursor)
        _choose(cursor, question, last.as_of if last else None, moved=moved and not whole)
        judge_all = whole or moved
        with tuned(cursor, some=not whole):
            resolve_days(cursor, PREFIX, question, some=not whole)
            _store_days(cursor, question, some=not whole)
        with tuned(cursor, some=not judge_all):
            stored = "attendance_dayoutcome"
            judge_standings(cursor, PREFIX, question, some=not judge_all, days=stored)
            changed = _store_standings(cursor, question, assessment, some=not judge_all)
        judged = count_rows(cursor, f"{PREFIX}standing")
        drop(cursor, PREFIX)
    Assessment.objects.filter(pk=assessment.pk).update(
        finished_at=Now(), judged=judged, changed=changed
    )
    return Assessed(
        question.as_of,
        question.pack.label,
        school_year,
        judged,
        changed,
        round(time.monotonic() - started, 2),
    )


def _choose(
    cursor: CursorWrapper, question: Question, last_as_of: date | None, *, moved: bool
) -> None:
    values = {**question.values(), "moved": moved, "last_as_of": last_as_of or question.as_of}
    run(cursor, SQL / "choose.sql", {"p": PREFIX}, values)


def _lists(model: type[Any], keys: tuple[str, ...]) -> dict[str, str]:
    """Return the model's columns but its keys, bare and with the aliases the SQL uses."""
    columns = [
        f.column for f in model._meta.local_concrete_fields if f.column and f.column not in keys
    ]
    return {
        "values": ", ".join(columns),
        **{f"{a}_values": ", ".join(f"{a}.{c}" for c in columns) for a in "nod"},
    }


def _store_days(cursor: CursorWrapper, question: Question, *, some: bool) -> None:
    values = {**question.values(), "year_end": last_day_of(question.school_year)}
    names = {
        **names_for(PREFIX, question, some=some),
        **_lists(DayOutcome, ("student_id", "date")),
    }
    stored = DayOutcome.objects.filter(date__range=(values["start"], values["year_end"]))
    script = "store_first_days"
    if some or stored.exists():
        script = "store_days"
    run(cursor, SQL / f"{script}.sql", names, values)


def _notable(alias: str) -> dict[str, str]:
    """Return the notable columns of an alias as JSON, and as a row that nothing equals."""
    pairs = ", ".join(f"'{name}', {alias}{name}" for name in NOTABLE)
    row = ", ".join(f"coalesce({alias}{name}, {nothing})" for name, nothing in NOTABLE.items())
    key = alias.rstrip(".")
    return {f"{key}_notable": f"jsonb_build_object({pairs})", f"{key}_noticed": row}


def _store_standings(
    cursor: CursorWrapper, question: Question, assessment: Assessment, *, some: bool
) -> int:
    names = {
        **names_for(PREFIX, question, some=some),
        **_lists(Standing, ("student_id", "school_year", "as_of")),
        **_notable("o."),
        **_notable("n."),
    }
    values = {**question.values(), "assessment": assessment.pk}
    run(cursor, SQL / "store_standings.sql", names, values)
    return count_rows(cursor, f"{PREFIX}standing_diff")
