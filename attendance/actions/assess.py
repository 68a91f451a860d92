"""Judging for keeps: stored day outcomes and standings, only the rows that differ.

What must be resolved anew is kept as rows (JudgementDue), so that an interrupted run loses
nothing: it is one transaction, and the next run finds the same rows.
"""

import time
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now

from attendance.actions.flags import store_flags
from attendance.actions.settle import settle
from attendance.models import Assessment, DayOutcome, JudgementDue
from attendance.queries.judging import (
    count_judged,
    drop,
    judge_standings,
    make_room,
    resolve_days,
    run,
    scope,
    tuned,
)
from attendance.queries.question import Question
from audit.rules import Act
from core import sql
from law.actions import use_policy
from law.models import Policy
from law.packs import load_pack
from law.queries import DEFAULT_PACK, policy_in_force, policy_of_year
from students.rules import first_day_of, last_day_of, school_year_of

ONE_AT_A_TIME = 4_826_000  # advisory lock; named for EC 48260


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
    sql.hold_turn(ONE_AT_A_TIME)


def take_turn() -> bool:
    """Return whether nobody judges at this moment; then nobody else will in this transaction."""
    return sql.take_turn(ONE_AT_A_TIME)


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
    settle(question)
    last = _last_of(school_year)
    whole = everything or not last or last.policy_id != policy.pk or last.as_of > question.as_of
    assessment = Assessment.objects.create(
        policy=policy, school_year=school_year, as_of=question.as_of
    )
    last_as_of = last.as_of if last else question.as_of
    judged, changed = _judge(question, assessment, last_as_of, whole=whole)
    Assessment.objects.filter(pk=assessment.pk).update(
        finished_at=Now(), judged=judged, changed=changed
    )
    seconds = round(time.monotonic() - started, 2)
    return Assessed(question.as_of, question.pack.label, school_year, judged, changed, seconds)


def _last_of(school_year: int) -> Assessment | None:
    """Return the last run over a school year that came to its end."""
    ended = Assessment.objects.filter(school_year=school_year, finished_at__isnull=False)
    return ended.order_by("-pk").first()


def _judge(
    question: Question, assessment: Assessment, last_as_of: date, *, whole: bool
) -> tuple[int, int]:
    """Judge whom it concerns, or the `whole` year; return how many student-years were judged, and
    how many came out otherwise.
    """
    moved = last_as_of < question.as_of
    make_room()
    _run("choose", question, moved=moved and not whole, last_as_of=last_as_of)
    _days(question, some=not whole)
    changed = _standings(question, assessment, some=not (whole or moved))
    store_flags(
        question.pack,
        school_year=question.school_year,
        as_of=question.as_of,
        students=None if whole else sql.column("SELECT student_id FROM judging_student"),
    )
    judged = count_judged()
    drop()
    return judged, changed


def _run(name: str, question: Question, **values: Any) -> None:
    sql.run(sql.statement(__file__, name), {**question.values(), **values})


def _days(question: Question, *, some: bool) -> None:
    """Resolve the days of those in scope and store what differs."""
    with tuned(some=some):
        resolve_days(question, some=some)
        year = (first_day_of(question.school_year), last_day_of(question.school_year))
        is_first = not some and not DayOutcome.objects.filter(date__range=year).exists()
        _run("store_first_days" if is_first else "store_days", question)


def _standings(question: Question, assessment: Assessment, *, some: bool) -> int:
    """Judge those in scope from the stored days, and store what differs; return how many did."""
    with tuned(some=some):
        scope(question, some=some)
        run("days_stored", question)
        judge_standings(question)
        _run("store_standings", question, assessment=assessment.pk)
        _run("store_findings", question)
    return int(sql.value("SELECT count(*) FROM judging_diff"))
