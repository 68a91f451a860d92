"""A student is checked in and out by the adult who does it: each is what became of the day."""

from django.db import transaction

from audit.rules import Act
from core.stages import NotNow
from plans.actions.deliveries import deliver
from plans.actions.planning import held, record_of
from plans.choices import CheckState, Delivered
from plans.models import CheckDay, Strategy
from plans.rules.stages import BEFORE, CHECK_STAGES

# What a day of it is of the plan, so far: who was checked in was met.
SO_FAR = {
    CheckState.OPEN: Delivered.TAKEN_BACK,
    CheckState.IN: Delivered.DONE,
    CheckState.OUT: Delivered.DONE,
    CheckState.AWAY: Delivered.STUDENT_AWAY,
}
UNDO = "undo"


@transaction.atomic
def check(
    act: Act,
    *,
    strategy: Strategy,
    verb: str,
    points: int | None = None,
    minutes: int | None = None,
    service: str = "",
) -> CheckDay:
    """Check a student in or out today, say that they are not here, or take the last of these back. The
    same again changes nothing. Raises PlanIsOver, DayIsNotOpen, and NotNow where something else was
    said meanwhile.
    """
    held(strategy.plan, "deliver")
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    there = CheckDay.objects.filter(strategy=strategy, on=act.on).first()
    now = CheckState(there.state) if there else CheckState.OPEN
    to = _after(verb, now)
    if there and (to, points or there.points) == (now, there.points):
        return there
    kept = points if to == CheckState.OUT else None
    said = {"state": to, "points": kept, "by_id": act.person, "at": act.at}
    day, _ = CheckDay.objects.update_or_create(strategy=strategy, on=act.on, defaults=said)
    record_of(act, "plan.checked", strategy.plan, strategy=strategy.pk, verb=verb, before=now)
    status = SO_FAR[to]
    is_done = status == Delivered.DONE
    deliver(
        act,
        strategy=strategy,
        on=act.on,
        status=status,
        minutes=minutes if is_done else None,
        service=service if is_done else "",
    )
    return day


@transaction.atomic
def take_check(act: Act, *, strategy: Strategy) -> Strategy:
    """Have who acts be the adult who checks the student in and out; done again by them, it is nobody."""
    plan = held(strategy.plan, "deliver")
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    mine = strategy.adult_id == act.person
    strategy.adult_id = None if mine else act.person
    strategy.save(update_fields=["adult"])
    record_of(act, "plan.check_adult", plan, strategy=strategy.pk, adult=strategy.adult_id)
    return strategy


def _after(verb: str, now: CheckState) -> CheckState:
    if verb == UNDO:
        return BEFORE.get(now, now)
    move = CHECK_STAGES.moves[verb]
    if now not in (*move.starts, move.to):
        raise NotNow
    return CheckState(move.to)
