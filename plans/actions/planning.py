"""Starting a plan, and who agreed to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.rules import Act
from cases.actions import open_cases
from cases.models import Case
from core.once import kept_under
from law.queries import pack_in_force
from plans.actions.refusals import NotYourForm, PlanIsOver, PlanIsRunning, TooManyStrategies
from plans.actions.reminders import planned, remind
from plans.choices import PlanAnswer
from plans.models import Plan, PlanAgreement, PlanReview, Strategy
from plans.rules.goals import Goal
from plans.rules.stages import PLAN_STAGES
from students.models import Guardian, Student


@dataclass(frozen=True)
class Chosen:
    """One strategy: of the menu by its code, or in own words."""

    title: str
    owner_name: str
    starts_on: date
    code: str = ""
    rating: str = ""
    dose: str = ""
    weekdays: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Agreed:
    """Somebody's answer: the student, or an adult on file."""

    name: str
    guardian: Guardian | None = None
    answer: PlanAnswer = PlanAnswer.AGREED


@transaction.atomic
def start_plan(
    act: Act,
    *,
    client_uuid: UUID,
    student: Student,
    template: str,
    goal: Goal,
    strategies: Sequence[Chosen],
    agreed: Sequence[Agreed] = (),
    tier: str = "",
    reason: str = "",
) -> Plan:
    """Start a plan for the student's open case; return it, or what was started before under this
    `client_uuid` with the same goal and strategies. Without a case one is opened for who acts, at
    `tier` for `reason`. What a rule asked for, to plan support, is done by this, and the review is
    left to do.

    Raises PlanIsRunning, NotYourForm, TooManyStrategies, and CannotHoldCases where a case would be
    opened.
    """
    Student.objects.select_for_update().get(pk=student.pk)
    mine = {"student_id": student.pk, "started_by_id": act.person}
    if there := kept_under(client_uuid, Plan, of=mine, not_theirs=NotYourForm):
        if _began_with(there) == (goal.missed, *map(_said, strategies)):
            return there
        raise PlanIsRunning
    if len(strategies) > most_strategies(act.on):
        raise TooManyStrategies
    case = _case(act, student, tier, reason)
    if Plan.objects.filter(case=case, ended_on=None).exists():
        raise PlanIsRunning
    plan = Plan.objects.create(
        client_uuid=client_uuid,
        case=case,
        template=template,
        started_on=act.on,
        started_at=act.at,
        **mine,
        **columns(goal),
    )
    written = write_strategies(act, plan, strategies)
    _write_answers(act, plan, agreed)
    said = {"goal": f"{goal.missed} of {goal.days}", "strategies": [one.pk for one in written]}
    record_of(act, "plan.started", plan, **said)
    planned(act, plan)
    remind(act, plan)
    return plan


@transaction.atomic
def answer(act: Act, *, plan: Plan, agreed: Sequence[Agreed]) -> Plan:
    """Keep who agreed to a plan, or did not. The same answer again changes nothing. Raises PlanIsOver."""
    plan = held(plan, "change")
    last = {(row.guardian_id, row.name): row.answer for row in plan.agreements.order_by("pk")}
    new = [one for one in agreed if last.get((_key(one), one.name)) != one.answer]
    if new:
        _write_answers(act, plan, new)
        answers = [{"adult": _key(one), "answer": one.answer} for one in new]
        record_of(act, "plan.answered", plan, answers=answers)
    return plan


def held(plan: Plan, verb: str) -> Plan:
    """Return the plan, locked with its case. Raises PlanIsOver where the verb may not be done."""
    case = Case.objects.select_for_update().get(pk=plan.case_id)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.case = case
    if not PLAN_STAGES.allows(verb, plan.stage):
        raise PlanIsOver
    return plan


def write_strategies(act: Act, plan: Plan, strategies: Sequence[Chosen]) -> list[Strategy]:
    """Write what was chosen, in its order. One statement."""
    return Strategy.objects.bulk_create(
        Strategy(plan=plan, added_by_id=act.person, added_at=act.at, **vars(one))
        for one in strategies
    )


def record_of(act: Act, action: str, plan: Plan, **detail: object) -> None:
    """Write the audit row of what was done with a plan: keys, no words. The log is read by people who
    may not know what is done for a student.
    """
    record(
        act,
        action=action,
        target_kind="plan",
        target_id=plan.pk,
        student_id=plan.student_id,
        detail=detail,
    )


def _began_with(plan: Plan) -> tuple[object, ...]:
    """Return the goal and the strategies that a plan began with, as `_said` has them. The first review
    keeps the goal, which may have moved since.
    """
    first = (
        PlanReview.objects.standing()
        .filter(plan=plan)
        .order_by("pk")
        .values_list("goal_missed", flat=True)
        .first()
    )
    goal = plan.goal_missed if first is None else first
    with_it = plan.strategies.filter(added_at=plan.started_at).order_by("pk")
    return (goal, *map(_said, with_it))


def _said(one: Chosen | Strategy) -> tuple[object, ...]:
    return (one.code, one.title, one.owner_name, list(one.weekdays))


def most_strategies(on: date) -> int:
    """Return how many things a plan does at one time."""
    most: int = pack_in_force(on).value("plan.most_strategies")
    return most


def _case(act: Act, student: Student, tier: str, reason: str) -> Case:
    case = Case.objects.open().select_for_update().filter(student=student).first()
    if case is None:
        owner = User.objects.get(pk=act.person)
        [case] = open_cases(act, students=[student], tier=tier, reason=reason, owner=owner)
    return case


def columns(goal: Goal) -> dict[str, object]:
    """Return the columns of a plan that a goal fills."""
    return {
        "goal_missed": goal.missed,
        "goal_days": goal.days,
        "goal_from": goal.begins,
        "goal_until": goal.until,
        "baseline_missed": goal.baseline_missed,
        "baseline_days": goal.baseline_days,
        "review_on": goal.review_on,
    }


def _write_answers(act: Act, plan: Plan, agreed: Sequence[Agreed]) -> None:
    PlanAgreement.objects.bulk_create(
        PlanAgreement(
            plan=plan,
            guardian=one.guardian,
            name=one.name,
            answer=one.answer,
            on=act.on,
            recorded_by_id=act.person,
            recorded_at=act.at,
        )
        for one in agreed
    )


def _key(one: Agreed) -> int | None:
    return one.guardian.pk if one.guardian else None
