"""Reviewing a plan: continue, change or end it, and why."""

from datetime import date

from django.db import transaction

from audit.rules import Act
from cases.models import Case
from plans.actions.planning import columns, held, record_of
from plans.actions.refusals import ReviewedToday
from plans.actions.reminders import over, remind, reviewed
from plans.choices import Because, Decision
from plans.models import Plan, PlanReview
from plans.rules.goals import Goal
from plans.rules.reviews import PlanProgress

# The columns of a plan that a goal fills.
GOAL = (
    *("goal_missed", "goal_days", "goal_from", "goal_until"),
    *("baseline_missed", "baseline_days", "review_on"),
)


@transaction.atomic
def review_plan(
    act: Act,
    *,
    plan: Plan,
    decision: Decision,
    because: Because,
    seen: PlanProgress,
    goal: Goal,
    note: str = "",
) -> PlanReview:
    """Decide about a plan on what was seen; the same again on the day, in the same words, is the one
    that stands.

    Unless the plan ends, `goal` is what holds from now on. The task to review it is done by this,
    and the next one is left to do. Raises PlanIsOver, and ReviewedToday where it was decided or
    said otherwise today.
    """
    # Locked before it is looked at: of two clicks at once the second finds what the first decided.
    Case.objects.select_for_update().get(pk=plan.case_id)
    there = PlanReview.objects.standing().filter(plan=plan, on=act.on).first()
    if there and (there.decision, there.because, there.note) == (decision, because, note):
        return there
    plan = held(plan, "review")
    if there:
        raise ReviewedToday
    before, ends = goal_as_it_is(plan), decision == Decision.EXIT
    told = {"decision": decision, "because": because, "note": note, "by_id": act.person}
    next_on = None if ends else goal.review_on
    row = PlanReview.objects.create(
        plan=plan,
        on=act.on,
        at=act.at,
        next_on=next_on,
        goal_until=plan.goal_until,
        **told,
        **seen.kept(),
    )
    reviewed(act, plan, decision)
    if ends:
        _end(act, plan, because)
        over(act, plan)
    else:
        _go_on(act, plan, goal)
    record_of(act, "plan.reviewed", plan, decision=decision, because=because, before=before)
    return row


def goal_as_it_is(plan: Plan) -> dict[str, object]:
    """Return what a review changes of a plan, as its log keeps it to undo the review."""
    return {
        name: value.isoformat() if isinstance(value := getattr(plan, name), date) else value
        for name in GOAL
    }


def _end(act: Act, plan: Plan, because: Because) -> None:
    plan.ended_on, plan.ended_by_id = act.on, act.person
    plan.end_reason = because.label
    plan.save(update_fields=["ended_on", "ended_by", "end_reason"])


def _go_on(act: Act, plan: Plan, goal: Goal) -> None:
    values = columns(goal)
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(values))
    remind(act, plan)
