"""Adding a strategy to a plan that runs, and ending one."""

from django.db import transaction

from audit.rules import Act
from plans.actions.planning import Chosen, held, most_strategies, record_of, write_strategies
from plans.actions.refusals import TooManyStrategies
from plans.actions.reminders import logged
from plans.models import Plan, Strategy


@transaction.atomic
def add_strategy(act: Act, *, plan: Plan, chosen: Chosen) -> Strategy:
    """Add one thing to do; return it, or the one of the same title and person that runs already.

    Raises PlanIsOver and TooManyStrategies.
    """
    plan = held(plan, "change")
    running = list(plan.strategies.filter(ended_on=None).order_by("pk"))
    for there in running:
        if (there.title, there.owner_name) == (chosen.title, chosen.owner_name):
            return there
    if len(running) >= most_strategies(act.on):
        raise TooManyStrategies
    [added] = write_strategies(act, plan, [chosen])
    record_of(act, "plan.strategy_added", plan, strategy=added.pk)
    return added


@transaction.atomic
def end_strategy(act: Act, *, strategy: Strategy, reason: str) -> Strategy:
    """End one thing, and say why. Ended twice, it is ended once. Nothing of it waits to be logged then. Raises
    PlanIsOver.
    """
    plan = held(strategy.plan, "change")
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    if strategy.ended_on is None:
        strategy.ended_on, strategy.ended_by_id = act.on, act.person
        strategy.end_reason = reason
        strategy.save(update_fields=["ended_on", "ended_by", "end_reason"])
        record_of(act, "plan.strategy_ended", plan, strategy=strategy.pk)
        logged(act, plan)
    return strategy
