"""The task to review a plan: made with the plan, done by the review, late when that is."""

from audit.rules import Act
from cases.actions import do, make_task
from plans.models import Plan
from tasks.choices import TaskKind
from tasks.models import Task


def remind(act: Act, plan: Plan) -> None:
    """Leave the next review to do, for whoever has the case."""
    make_task(
        act,
        student=plan.student,
        kind=TaskKind.SUPPORT,
        title="Review the plan",
        due_on=plan.review_on,
        reason=f"Miss at most {plan.goal_missed} of {plan.goal_days} school days until"
        f" {plan.goal_until:%b %-d}: continue, change or end it.",
        evidence={"plan": plan.pk},
    )


def finish(act: Act, plan: Plan) -> None:
    """Say that what waits is done, to plan support and to review the plan: this did it."""
    waiting = Task.objects.pending().filter(student=plan.student_id, kind=TaskKind.SUPPORT)
    for task in waiting.order_by("pk"):
        do(act, task=task)
