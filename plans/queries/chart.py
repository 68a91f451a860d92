"""Days missed by the week, with a line where something was done about it."""

from collections import defaultdict
from datetime import date, timedelta

from core.charts import LineChart, Series, line
from core.clock import monday_of
from plans.queries.plans import PlanFile
from plans.rules.changed import WINDOW
from plans.rules.goals import Days, count_of, within

WEEK = timedelta(days=7)


def chart_of(file: PlanFile, *, tells: bool) -> LineChart | None:
    """Return the weeks from the first day that is known, and what was done in them; None for fewer than
    two. Unless it `tells`, no strategy is named. No statement.
    """
    if not file.days:
        return None
    first, last = monday_of(file.days[0][0]), monday_of(file.days[-1][0])
    weeks = [first + n * WEEK for n in range((last - first) // WEEK + 1)]
    if len(weeks) < 2:
        return None
    done = {
        weeks.index(week): said for week, said in _done(file, tells=tells).items() if week in weeks
    }
    return line(
        key="plan-weeks",
        title="Days missed by the week",
        summary=_summary(file),
        labels=[f"{week:%b %-d}" for week in weeks],
        series=[Series("Days missed", [_missed(file.days, week) for week in weeks])],
        include=[0, 5],
        heading="Week from",
        marks=dict(sorted(done.items())),
    )


def _missed(days: Days, week: date) -> int | None:
    """Return the days missed in a week, None for one without a school day that is known."""
    here = within(days, week, week + WEEK - timedelta(days=1))
    return count_of(here).missed if here else None


def _done(file: PlanFile, *, tells: bool) -> dict[date, str]:
    """Return what was done in each week, by its Monday."""
    said = [(file.plan.started_on, "plan started")]
    for one in file.lines if tells else ():
        strategy = one.strategy
        if strategy.starts_on > file.plan.started_on:
            said.append((strategy.starts_on, f"{strategy.title} begins"))
        if strategy.ended_on:
            said.append((strategy.ended_on, f"{strategy.title} ends"))
    said += [(one.on, f"review: {one.get_decision_display().lower()}") for one in file.reviews]
    found: dict[date, list[str]] = defaultdict(list)
    for day, words in sorted(said):
        found[monday_of(day)].append(words)
    return {week: "; ".join(words) for week, words in found.items()}


def _summary(file: PlanFile) -> str:
    """Say what was before the plan itself: what its goal is held against is anew after each review."""
    plan = file.plan
    before = count_of([one for one in file.days if one[0] < plan.started_on][-WINDOW:])
    was = (
        f"Before the plan {before.missed} of {before.days} school days were missed; the"
        if before.days
        else "The"
    )
    return (
        f"{was} goal is at most {plan.goal_missed} of {plan.goal_days}. Broken lines show what was"
        " done. What changed since need not be by what was done."
    )
