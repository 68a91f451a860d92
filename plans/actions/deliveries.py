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
    act: Act,
    *,
    strategy: Strategy,
    on: date,
    status: Delivered,
    minutes: int | None = None,
    service: str = "",
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
    if there and _is_the_same(there, status, minutes, service):
        return there
    # What a person says of the day afterwards stands, whatever becomes of the session it was.
    kind = {"minutes": minutes, "service": service, "session": None}
    said = {"status": status, "by_id": act.person, "at": act.at, **kind}
    row, _ = Delivery.objects.update_or_create(strategy=strategy, on=on, defaults=said)
    before = {"before": there.status if there else "", "was": _kept(there) if there else None}
    detail = {"strategy": strategy.pk, "on": on.isoformat(), "status": status}
    record_of(act, "plan.delivered", plan, **detail, **before)
    logged(act, plan)
    return row


def _kept(there: Delivery) -> dict[str, object]:
    """Return what was said of a day, as the log keeps it to undo what is said now."""
    names = ("status", "minutes", "service", "session_id", "by_id")
    return {name: getattr(there, name) for name in names} | {"at": there.at.isoformat()}


def _is_the_same(there: Delivery, status: Delivered, minutes: int | None, service: str) -> bool:
    """Return whether nothing new is said. A tap that says neither minutes nor kind leaves them."""
    said = (status, minutes or there.minutes, service or there.service)
    return said == (there.status, there.minutes, there.service)
