"""The task to review a plan: made with the plan, done by the review, late when that is."""

from django.db.models import QuerySet

from audit.rules import Act
from cases.actions import do, make_task
from plans.choices import Decision
from plans.models import Plan
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
    """Say that what became of the plan was logged, where a rule asked for it."""
    asked = {"student": plan.student_id, "kind": TaskKind.SUPPORT, "evidence__plan": plan.pk}
    _do(act, Task.objects.pending().filter(key__isnull=False, **asked), "It was logged")


def reviewed(act: Act, plan: Plan, decision: Decision) -> None:
    """Say that the review of this plan is done, and what was decided."""
    mine = {"student": plan.student_id, "kind": TaskKind.REVIEW, "evidence__plan": plan.pk}
    _do(act, Task.objects.pending().filter(**mine), decision.label)


def _do(act: Act, waiting: QuerySet[Task], note: str) -> None:
    for task in waiting.order_by("pk"):
        do(act, task=task, note=note)
