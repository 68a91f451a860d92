"""What one click did with a plan is undone within ten minutes, while nothing has followed from it.

Nothing goes: a plan or strategy of a mistake stays as ended by it, a review as undone, and what was said of
a day is what it was before.
"""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from audit import queries as log
from audit.choices import ActorKind
from audit.models import AuditEvent
from audit.rules import Act
from cases.actions.undoing import take_back_opened, take_back_tasks
from cases.models import Case
from cases.queries.undoings import OPENED
from core.undo import Undoing
from plans.actions.planning import record_of
from plans.choices import Decision, Delivered, PlanAnswer
from plans.models import Delivery, Plan, PlanAgreement, PlanReview, Strategy
from plans.queries.undoings import FOLLOWING, OF_DELIVERY, OF_PLAN

BY_MISTAKE = "Undone at once: it was a mistake."
DAYS = ("goal_from", "goal_until", "review_on")


@transaction.atomic
def undo_plan(act: Act, *, plan: Plan, done_at: datetime | None) -> str:
    """Undo what this person did with a plan at a moment: its start, a review, a strategy added or ended, an answer;
    return what was undone, in words. The tasks that were made or done by it are as they were.

    Raises NothingToUndo, TenMinutesOver, and HasMovedOn once anything was done with the plan or its tasks, or
    another plan, a packet or the end of the case followed.
    """
    return _undone(act, OF_PLAN, plan, done_at)


@transaction.atomic
def undo_delivery(act: Act, *, plan: Plan, done_at: datetime | None) -> str:
    """Undo what this person said of a day of a plan at a moment, as `undo_plan` does."""
    return _undone(act, OF_DELIVERY, plan, done_at)


def _undone(act: Act, way: Undoing, plan: Plan, at: datetime | None) -> str:
    plan = _locked(plan)
    done = log.to_undo(act, way, at=at, target=plan.pk, by=_following(act, plan, at))
    take_back_tasks(act, done)
    [event] = (one for one in done if one.action in way.actions)
    BACK[event.action](act, plan, event)
    take_back_opened(act, done)
    record_of(act, "plan.undone", plan, undone=event.action)
    return SAID[event.action]


def _following(act: Act, plan: Plan, at: datetime | None) -> Q:
    """Return what may not have followed; of a plan that began a case, whatever somebody did about the student."""
    followed = Q(action__in=FOLLOWING)
    if at and any(one.action == OPENED for one in log.done_at(act, at)):
        followed |= Q(actor_kind=ActorKind.USER)
    return followed & Q(student_id=plan.student_id)


def _locked(plan: Plan) -> Plan:
    """Return the plan as it is now, locked with its case as every change of it is, over or not."""
    Case.objects.select_for_update().get(pk=plan.case_id)
    return Plan.objects.select_for_update().get(pk=plan.pk)


def _never_started(act: Act, plan: Plan, _event: AuditEvent) -> None:
    plan.ended_on, plan.ended_by_id, plan.end_reason = act.on, act.person, BY_MISTAKE
    plan.save(update_fields=["ended_on", "ended_by", "end_reason"])


def _not_reviewed(act: Act, plan: Plan, event: AuditEvent) -> None:
    PlanReview.objects.standing().filter(plan=plan, at=event.at).update(undone_at=act.at)
    if event.detail["decision"] == Decision.EXIT:
        plan.ended_on, plan.ended_by, plan.end_reason = None, None, ""
    for name, value in event.detail["before"].items():
        setattr(plan, name, date.fromisoformat(value) if name in DAYS else value)
    ended = ("ended_on", "ended_by", "end_reason")
    plan.save(update_fields=[*event.detail["before"], *ended])


def _not_added(act: Act, plan: Plan, event: AuditEvent) -> None:
    said = {"ended_on": act.on, "ended_by_id": act.person, "end_reason": BY_MISTAKE}
    _strategies(plan, event).update(**said)


def _goes_on(_act: Act, plan: Plan, event: AuditEvent) -> None:
    _strategies(plan, event).update(ended_on=None, ended_by_id=None, end_reason="")


def _as_said_before(act: Act, plan: Plan, event: AuditEvent) -> None:
    """Let a day be what was said of it before, and of nothing said let nothing count."""
    nothing = {"status": Delivered.TAKEN_BACK, "minutes": None, "by_id": act.person, "at": act.at}
    days = Delivery.objects.filter(strategy__in=_strategies(plan, event))
    days.filter(on=event.detail["on"]).update(**(event.detail["was"] or nothing))


def _not_answered(act: Act, plan: Plan, event: AuditEvent) -> None:
    """Take answers back: what each had answered before holds, if anything."""
    PlanAgreement.objects.bulk_create(
        PlanAgreement(
            plan=plan,
            guardian_id=one.guardian_id,
            name=one.name,
            answer=PlanAnswer.TAKEN_BACK,
            on=act.on,
            recorded_by_id=act.person,
            recorded_at=act.at,
        )
        for one in plan.agreements.filter(recorded_at=event.at).order_by("pk")
    )


def _strategies(plan: Plan, event: AuditEvent) -> QuerySet[Strategy]:
    return Strategy.objects.filter(plan=plan, pk=event.detail["strategy"])


BACK: dict[str, Callable[[Act, Plan, AuditEvent], None]] = {
    "plan.started": _never_started,
    "plan.reviewed": _not_reviewed,
    "plan.strategy_added": _not_added,
    "plan.strategy_ended": _goes_on,
    "plan.answered": _not_answered,
    "plan.delivered": _as_said_before,
}
SAID = {
    "plan.started": "Undone: the plan is ended as started by mistake, and stays on file.",
    "plan.reviewed": "Undone: the plan is as it was before the review.",
    "plan.strategy_added": "Undone: the strategy is ended as added by mistake, and stays on file.",
    "plan.strategy_ended": "Undone: the strategy goes on.",
    "plan.answered": "Undone: the answer does not count.",
    "plan.delivered": "Undone: the day is as it was before.",
}
