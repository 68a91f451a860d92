"""Logging what became of a strategy on a day."""

from datetime import date

from django.db import transaction

from audit.rules import Act
from plans.actions.planning import held, record_of
from plans.actions.refusals import DayIsNotOpen
from plans.actions.reminders import logged
from plans.choices import Delivered
from plans.models import Delivery, Strategy


@transaction.atomic
def deliver(
    act: Act, *, strategy: Strategy, on: date, status: Delivered, minutes: int | None = None
) -> Delivery:
    """Say what became of a strategy on a day; said anew, the last word holds, and the same word again
    changes nothing. What asked to log it is done by this.

    Raises PlanIsOver, and DayIsNotOpen for a day to come or on which the strategy did not run.
    """
    plan = held(strategy.plan, "deliver")
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    if not strategy.starts_on <= on <= min(act.on, strategy.ended_on or act.on):
        raise DayIsNotOpen
    there = strategy.deliveries.filter(on=on).first()
    if there and (there.status, there.minutes) == (status, minutes or there.minutes):
        return there
    said = {"status": status, "minutes": minutes, "by_id": act.person, "at": act.at}
    # What a person says of the day afterwards stands, whatever becomes of the session it was.
    said["session"] = None
    row, _ = Delivery.objects.update_or_create(strategy=strategy, on=on, defaults=said)
    before = there.status if there else ""
    detail = {"strategy": strategy.pk, "on": on.isoformat(), "status": status, "before": before}
    record_of(act, "plan.delivered", plan, **detail)
    logged(act, plan)
    return row
