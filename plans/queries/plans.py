"""A plan as its page reads it: what was planned and what was done, and how many days were missed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from core import sql
from plans.choices import Delivered, PlanAnswer
from plans.models import Delivery, Plan, PlanAgreement, PlanReview, Strategy
from plans.queries.days import days_of
from plans.rules.goals import Count, Days, count_of, planned_days, within
from plans.rules.reviews import PlanProgress
from plans.rules.stages import RUNNING
from students.queries.days import calendar_of
from students.rules.calendar import SchoolCalendar

FILE = sql.statement(__file__, "file")
OPEN_DAYS = 3
WEEKS_BEFORE = 8


@dataclass(frozen=True)
class StrategyLine:
    """A strategy with what became of it. `due` are the days planned up to yesterday, and today if it
    was logged; None for what is not done by the week. `logged` is what was said, the oldest first;
    `to_log` are days without a word, the newest first.
    """

    strategy: Strategy
    due: list[date] | None
    logged: list[Delivery]
    to_log: list[date]

    @property
    def key(self) -> str:
        """The key of the strategy, as the names of its forms have it."""
        return str(self.strategy.pk)

    @property
    def is_running(self) -> bool:
        return self.strategy.ended_on is None

    @property
    def planned(self) -> int | None:
        return None if self.due is None else len(self.due)

    @property
    def done(self) -> int:
        return self.done_within(date.min, date.max)

    @property
    def lately(self) -> list[Delivery]:
        """What was said last, the newest first."""
        return self.logged[: -OPEN_DAYS - 1 : -1]

    @property
    def silent(self) -> int:
        """How many planned days have passed since the last of which somebody said what became of it."""
        last = self.logged[-1].on if self.logged else date.min
        return sum(day > last for day in self.due or ())

    def done_within(self, first: date, last: date) -> int:
        """Return on how many days between two, both included, it was done."""
        return sum(one.status == Delivered.DONE and first <= one.on <= last for one in self.logged)

    def due_within(self, first: date, last: date) -> int:
        """Return how many days were planned between two, both included."""
        return sum(first <= day <= last for day in self.due or ())


@dataclass(frozen=True)
class Answered:
    """What somebody answered to a plan last, and what they had answered before, the newest first."""

    last: PlanAgreement
    before: list[PlanAgreement]


@dataclass(frozen=True)
class PlanFile:
    """One plan. `now` counts the days of the goal that are known so far; `days` are all that is
    known from eight weeks before the plan until it was over.
    """

    plan: Plan
    lines: list[StrategyLine]
    answers: list[Answered]
    now: Count
    days: Days
    on: date
    reviews: list[PlanReview]

    @property
    def is_late(self) -> bool:
        return self.plan.stage == RUNNING and self.plan.review_on < self.on

    @property
    def is_over(self) -> bool:
        """Whether the last day of the goal has passed."""
        return self.on > self.plan.goal_until

    @property
    def running(self) -> int:
        """How many things are done for the student now."""
        return sum(line.is_running for line in self.lines)

    @property
    def seen(self) -> PlanProgress:
        """What a review of today looks at: of strategies that are done by the week, on the days of the
        goal.
        """
        plan, weekly = self.plan, [line for line in self.lines if line.due is not None]
        window = (plan.goal_from, plan.goal_until)
        due = [line.due_within(*window) for line in weekly]
        done = [line.done_within(*window) for line in weekly]
        return PlanProgress(
            missed=self.now.missed,
            days=self.now.days,
            goal_missed=plan.goal_missed,
            goal_days=plan.goal_days,
            baseline_missed=plan.baseline_missed,
            baseline_days=plan.baseline_days,
            done=sum(map(min, done, due)),
            planned=sum(due),
            is_over=self.is_over,
            met_before=any(_met(one) for one in self.reviews if one.on < self.on),
        )


def plan_file(plan: Plan, *, on: date) -> PlanFile:
    """Return what the page of a plan shows; of one that is over as it stood when it ended. Its case is
    loaded with it. Three statements, however much was done.
    """
    last = min(on, plan.lasts_until or on)
    first = plan.started_on - timedelta(weeks=WEEKS_BEFORE)
    days = days_of(plan.student_id, first=first, last=last)
    calendar = calendar_of(plan.student_id, on=last, since=plan.started_on)
    [found] = sql.rows(FILE, {"plan": plan.pk})
    agreements = [
        sql.made(PlanAgreement, row, recorded_by=sql.made(User, row["person"]))
        for row in found["agreements"]
    ]
    return PlanFile(
        plan=plan,
        lines=[_line(row, calendar, last) for row in found["strategies"]],
        answers=list(_answers(agreements)),
        now=count_of(within(days, plan.goal_from, min(plan.goal_until, last))),
        days=days,
        on=last,
        reviews=[
            sql.made(PlanReview, row, by=sql.made(User, row["person"])) for row in found["reviews"]
        ],
    )


def _line(row: dict[str, Any], calendar: SchoolCalendar, on: date) -> StrategyLine:
    logged = [sql.made(Delivery, one) for one in row["logged"]]
    return line_of(sql.made(Strategy, row), logged, calendar, on=on)


def line_of(
    strategy: Strategy, logged: list[Delivery], calendar: SchoolCalendar, *, on: date
) -> StrategyLine:
    """Return a strategy as a line, with what became of it, the oldest first. No statement."""
    logged = [one for one in logged if one.status != Delivered.TAKEN_BACK]
    known = {one.on for one in logged}
    last = min(on, strategy.ended_on or on)
    span = [
        strategy.starts_on + timedelta(days=n) for n in range((last - strategy.starts_on).days + 1)
    ]
    school = [day for day in span if calendar.has(day)]
    planned = planned_days(school, strategy.weekdays, strategy.starts_on, last)
    asked = planned if strategy.weekdays else [day for day in school if day == on]
    return StrategyLine(
        strategy=strategy,
        due=[day for day in planned if day < on or day in known] if strategy.weekdays else None,
        logged=logged,
        to_log=_to_log(asked, known),
    )


def _to_log(asked: Sequence[date], known: set[date]) -> list[date]:
    return [day for day in reversed(asked) if day not in known][:OPEN_DAYS]


def _met(review: PlanReview) -> bool:
    """Return whether the goal was met that the review looked back on: all its days had passed."""
    is_over = review.goal_until is not None and review.on > review.goal_until
    return is_over and review.days > 0 and review.missed <= review.goal_missed


def _answers(agreements: Iterable[PlanAgreement]) -> Iterator[Answered]:
    """Yield what each person answered and stands; the newest answer first, as they come."""
    by_person: dict[tuple[int | None, str], list[PlanAgreement]] = {}
    for one in agreements:
        by_person.setdefault((one.guardian_id, one.name), []).append(one)
    for all_of_them in by_person.values():
        if stands := _standing(all_of_them):
            yield Answered(stands[0], stands[1:])


def _standing(answers: list[PlanAgreement]) -> list[PlanAgreement]:
    """Return those of one person, the newest first, that were not taken back: each by the next one."""
    stands: list[PlanAgreement] = []
    for one in reversed(answers):
        if one.answer != PlanAnswer.TAKEN_BACK:
            stands.insert(0, one)
        elif stands:
            stands.pop(0)
    return stands
