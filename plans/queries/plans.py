"""A plan as its page reads it: what was planned and what was done, and how many days were missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.choices import Delivered
from plans.models import Delivery, Plan, PlanAgreement, PlanReview, Strategy
from plans.queries.days import days_of
from plans.rules.goals import Count, Days, count_of, planned_days, within
from plans.rules.reviews import PlanProgress
from students.queries.days import calendar_of
from students.rules.calendar import SchoolCalendar

OPEN_DAYS = 3
WEEKS_BEFORE = 8


@dataclass(frozen=True)
class StrategyLine:
    """A strategy with what became of it: `planned` days up to yesterday, and today if it was logged;
    None for what is not done by the week. `to_log` are days without a word, the newest first.
    """

    strategy: Strategy
    planned: int | None
    done: int
    last: Delivery | None
    to_log: list[date]

    @property
    def is_running(self) -> bool:
        return self.strategy.ended_on is None


@dataclass(frozen=True)
class PlanFile:
    """One plan. `now` counts the days of the goal that are known so far; `days` are all that is
    known from eight weeks before the plan on.
    """

    plan: Plan
    lines: list[StrategyLine]
    agreements: list[PlanAgreement]
    now: Count
    days: Days
    is_late: bool
    reviews: list[PlanReview]

    @property
    def seen(self) -> PlanProgress:
        """What a review of today looks at: of strategies that are done by the week."""
        plan, weekly = self.plan, [line for line in self.lines if line.planned is not None]
        return PlanProgress(
            missed=self.now.missed,
            days=self.now.days,
            goal_missed=plan.goal_missed,
            goal_days=plan.goal_days,
            baseline_missed=plan.baseline_missed,
            baseline_days=plan.baseline_days,
            done=sum(min(line.done, line.planned or 0) for line in weekly),
            planned=sum(line.planned or 0 for line in weekly),
        )


def plan_file(plan: Plan, *, on: date) -> PlanFile:
    """Return what the page of a plan shows. At most seven statements, however much was done."""
    first = plan.started_on - timedelta(weeks=WEEKS_BEFORE)
    days = days_of(plan.student_id, first=first, last=on)
    calendar = calendar_of(plan.student_id, on=plan.started_on)
    found = plan.strategies.prefetch_related("deliveries").order_by("pk")
    return PlanFile(
        plan=plan,
        lines=[line_of(strategy, calendar, on=on) for strategy in found],
        agreements=list(plan.agreements.select_related("recorded_by").order_by("pk")),
        now=count_of(within(days, plan.goal_from, min(plan.goal_until, on))),
        days=days,
        is_late=plan.ended_on is None and plan.review_on < on,
        reviews=list(plan.reviews.select_related("by").order_by("-pk")),
    )


def line_of(strategy: Strategy, calendar: SchoolCalendar, *, on: date) -> StrategyLine:
    """Return a strategy as a line; its deliveries are loaded with it. No statement."""
    logged = sorted(strategy.deliveries.all(), key=lambda one: one.on)
    known = {one.on for one in logged}
    last = min(on, strategy.ended_on or on)
    span = [
        strategy.starts_on + timedelta(days=n) for n in range((last - strategy.starts_on).days + 1)
    ]
    school = [day for day in span if calendar.has(day)]
    planned = planned_days(school, strategy.weekdays, strategy.starts_on, last)
    due = [day for day in planned if day < on or day in known]
    asked = planned if strategy.weekdays else [day for day in school if day == on]
    return StrategyLine(
        strategy=strategy,
        planned=len(due) if strategy.weekdays else None,
        done=sum(one.status == Delivered.DONE for one in logged),
        last=logged[-1] if logged else None,
        to_log=_to_log(asked, known) if strategy.ended_on is None else [],
    )


def _to_log(asked: Sequence[date], known: set[date]) -> list[date]:
    return [day for day in reversed(asked) if day not in known][:OPEN_DAYS]
