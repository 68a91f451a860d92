"""The task to review a plan: made with the plan, done by the review, late when that is."""

from collections.abc import Sequence

from django.db.models import QuerySet

from audit.rules import Act
from cases.actions import do, make_task
from law.queries import pack_in_force
from plans.choices import Decision
from plans.models import Plan
from plans.queries.plans import plan_file
from tasks.choices import TaskKind
from tasks.models import Task


def remind(act: Act, plan: Plan) -> None:
    """Leave the next review to do, for whoever has the case."""
    make_task(
        act,
        student=plan.student,
        kind=TaskKind.REVIEW,
        title="Review the plan",
        due_on=plan.review_on,
        reason=f"Miss at most {plan.goal_missed} of {plan.goal_days} school days until"
        f" {plan.goal_until:%b %-d}: continue, change or end it.",
        evidence={"plan": plan.pk},
    )


def planned(act: Act, plan: Plan) -> None:
    """Say that support is planned, where a rule asked for it. What a person left to do stays theirs."""
    asked = {"student": plan.student_id, "kind": TaskKind.SUPPORT, "key__isnull": False}
    _do(act, Task.objects.pending().filter(**asked), "A plan was started")


def logged(act: Act, plan: Plan) -> None:
    """Say that what became of the plan was logged, where a rule asked for it and nothing of it waits to be
    logged any more.
    """
    asked = _to_log(plan)
    if not asked.exists():
        return
    least = pack_in_force(act.on).value("plan.unlogged_days")
    lines = plan_file(plan, on=act.on).lines
    if not any(line.is_running and line.silent >= least for line in lines):
        _do(act, asked, "It was logged")


def logged_of(act: Act, plans: Sequence[Plan]) -> None:
    """Say of each of these plans that it was logged, as `logged` does. One statement where nothing of
    them is asked for.
    """
    keys = [plan.pk for plan in plans]
    asked = Task.objects.pending().filter(kind=TaskKind.SUPPORT, key__isnull=False)
    of_these = asked.filter(student__in=[plan.student_id for plan in plans])
    waiting = set(
        of_these.filter(evidence__plan__in=keys).values_list("evidence__plan", flat=True)
    )
    for plan in plans:
        if plan.pk in waiting:
            logged(act, plan)


def over(act: Act, plan: Plan) -> None:
    """Say of a plan that has ended that nothing of it is to be logged any more."""
    _do(act, _to_log(plan), "The plan ended")


def _to_log(plan: Plan) -> QuerySet[Task]:
    asked = {"student": plan.student_id, "kind": TaskKind.SUPPORT, "evidence__plan": plan.pk}
    return Task.objects.pending().filter(key__isnull=False, **asked)


def reviewed(act: Act, plan: Plan, decision: Decision) -> None:
    """Say that the review of this plan is done, and what was decided."""
    mine = {"student": plan.student_id, "kind": TaskKind.REVIEW, "evidence__plan": plan.pk}
    _do(act, Task.objects.pending().filter(**mine), decision.label)


def _do(act: Act, waiting: QuerySet[Task], note: str) -> None:
    for task in waiting.order_by("pk"):
        do(act, task=task, note=note)
