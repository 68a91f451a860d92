"""What a review proposes: a person decides."""

from dataclasses import dataclass

from plans.choices import Because, Decision


@dataclass(frozen=True)
class PlanProgress:
    """What a review looks at: days missed of those of the goal that are known, what the goal allows and
    what was missed before it, and what was done of what was planned.
    """

    missed: int
    days: int
    goal_missed: int
    goal_days: int
    baseline_missed: int
    baseline_days: int
    done: int
    planned: int

    def kept(self) -> dict[str, int]:
        """Return what a review keeps of it; the days before the plan are the plan's.

        Source: product rule, what a decision rested on is kept with it.
        """
        own = vars(self).items()
        return {name: number for name, number in own if not name.startswith("baseline_")}


def proposed(seen: PlanProgress, *, percent: int) -> tuple[Decision, Because]:
    """Return what is proposed, and why: first to deliver what was planned, before it is judged.

    `percent` of what was planned is enough. Source: practice; awaits the district's review.
    """
    if 100 * seen.done < percent * seen.planned:
        return Decision.CONTINUE, Because.TOO_LITTLE
    if seen.days < seen.goal_days and seen.missed <= seen.goal_missed:
        return Decision.CONTINUE, Because.WORKING if seen.days else Because.TOO_EARLY
    if seen.missed <= seen.goal_missed:
        return Decision.EXIT, Because.STABLE
    if is_better(seen):
        return Decision.CONTINUE, Because.WORKING
    return Decision.CHANGE, Because.TOO_WEAK


def is_better(seen: PlanProgress) -> bool:
    """Return whether fewer days in as many are missed than before.

    Source: practice, the days missed are held against those before the plan.
    """
    return seen.missed * seen.baseline_days < seen.baseline_missed * seen.days
