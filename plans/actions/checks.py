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
    seen: CheckState,
    points: int | None = None,
    minutes: int | None = None,
    service: str = "",
) -> CheckDay:
    """Check a student in or out today, say that they are not here, or take the last of these back.
    `seen` is how far it was when it was tapped: the same tap again changes nothing.

    Raises PlanIsOver, DayIsNotOpen, and NotNow where something else was said meanwhile.
    """
    held(strategy.plan, "deliver")
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    there = CheckDay.objects.filter(strategy=strategy, on=act.on).first()
    now = CheckState(there.state) if there else CheckState.OPEN
    to = _after(verb, seen)
    kept = points if to == CheckState.OUT else None
    if now != seen or to == now:
        return _said_before(there, to, kept)
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
    """Have who acts be the adult who checks the student in and out. Taken twice, it is theirs."""
    held(strategy.plan, "deliver")
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    return strategy if strategy.adult_id == act.person else _hand(act, strategy, act.person)


@transaction.atomic
def release_check(act: Act, *, strategy: Strategy) -> Strategy:
    """Have who acts no longer be that adult. It leaves what is a colleague's by now."""
    held(strategy.plan, "deliver")
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    return _hand(act, strategy, None) if strategy.adult_id == act.person else strategy


def _hand(act: Act, strategy: Strategy, adult: int | None) -> Strategy:
    strategy.adult_id = adult
    strategy.save(update_fields=["adult"])
    record_of(act, "plan.check_adult", strategy.plan, strategy=strategy.pk, adult=adult)
    return strategy


def _said_before(there: CheckDay | None, to: CheckState, points: int | None) -> CheckDay:
    """Return the day if it is as the tap would have it. Points that were not said are those of before."""
    if there and there.state == to and points in (None, there.points):
        return there
    raise NotNow


def _after(verb: str, now: CheckState) -> CheckState:
    if verb == UNDO:
        return BEFORE.get(now, now)
    move = CHECK_STAGES.moves[verb]
    if now not in (*move.starts, move.to):
        raise NotNow
    return CheckState(move.to)
