"""The chain after an import: judge, then let each app above follow what changed.

Each step finds its work in rows: imports that were approved and cut short, what is due to be
judged, and what lies after an app's own cursor. Each is a transaction of its own, or several. A
chain that was cut short anywhere is therefore resumed by running it again, and one too many finds
nothing to do. Beat pokes the same steps one by one; this runs them in their order.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from attendance.actions.assess import assess
from attendance.actions.weeks import count_weeks
from attendance.queries.standings import is_judging_due
from audit.rules import Act
from cases.actions import follow as follow_changes
from contacts.actions.calls import leave_explained
from desk.queries.quality import count_doubts
from desk.registry import PROPOSALS
from letters.actions.follow import follow as follow_reports
from sis.actions.doubts import keep_counts
from sis.actions.work import finish_approved

Work = Callable[[Act], int]
OnStep = Callable[[str], None]


@dataclass(frozen=True)
class StepDone:
    """What one step took, and how many rows it made or changed."""

    seconds: float
    changed: int


def _assess(act: Act) -> int:
    if not is_judging_due(act.on):
        return 0
    return sum(result.changed for result in assess(act))


def _propose(act: Act) -> int:
    return leave_explained(act) + follow_changes(act, PROPOSALS)


def _count(act: Act) -> int:
    return keep_counts(act, count_doubts)


# In the order in which knowledge travels up. What a notice is due for is judged again, and so on.
STEPS: dict[str, Work] = {
    "import": finish_approved,
    "assess": _assess,
    "weeks": count_weeks,
    "letters": follow_reports,
    "cases": _propose,
    "quality": _count,
}


def run(act: Act, *, on_step: OnStep | None = None) -> dict[str, StepDone]:
    """Run the chain, or what is left of it; return what each step did, in their order."""
    done = {}
    for name, work in STEPS.items():
        if on_step:
            on_step(name)
        started = time.monotonic()
        changed = work(act)
        done[name] = StepDone(round(time.monotonic() - started, 2), changed)
    return done
