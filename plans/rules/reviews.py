"""What a review proposes: a person decides."""

from dataclasses import dataclass

from plans.choices import Because, Decision

KEPT = frozenset({"missed", "days", "goal_missed", "goal_days", "done", "planned"})


@dataclass(frozen=True)
class PlanProgress:
    """What a review looks at: days missed of those of the goal that are known, what the goal allows and
    what was missed before it, and what was done of what was planned on its days. `is_over` says that
    the last day of the goal has passed, `met_before` that an earlier goal of the plan was met.
    """

    missed: int
    days: int
    goal_missed: int
    goal_days: int
    baseline_missed: int
    baseline_days: int
    done: int
    planned: int
    is_over: bool
    met_before: bool

    def kept(self) -> dict[str, int]:
        """Return what a review keeps of it; the days before the plan are the plan's.

        Source: product rule, what a decision rested on is kept with it.
        """
        return {name: number for name, number in vars(self).items() if name in KEPT}


def proposed(seen: PlanProgress, *, percent: int) -> tuple[Decision, Because]:
    """Return what is proposed, and why: first to deliver what was planned, before it is judged; to end
    a plan once two of its goals were met.

    `percent` of what was planned is enough. Source: practice; awaits the district's review.
    """
    if 100 * seen.done < percent * seen.planned:
        return Decision.CONTINUE, Because.TOO_LITTLE
    if not seen.days:
        return Decision.CONTINUE, Because.TOO_EARLY
    is_met = seen.missed <= seen.goal_missed
    if is_met and seen.is_over and seen.met_before:
        return Decision.EXIT, Because.STABLE
    if is_met or is_better(seen):
        return Decision.CONTINUE, Because.WORKING
    return Decision.CHANGE, Because.TOO_WEAK


def is_better(seen: PlanProgress) -> bool:
    """Return whether fewer days in as many are missed than before.

    Source: practice, the days missed are held against those before the plan.
    """
    return seen.missed * seen.baseline_days < seen.baseline_missed * seen.days
