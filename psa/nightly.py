"""The chain after an import: judge, then let each app above follow what changed.

Each step finds its work in rows: imports that were approved and cut short, what is due to be
judged, and what lies after an app's own cursor. Each is a transaction of its own, or several. A
chain that was cut short anywhere is therefore resumed by running it again, and one too many finds
nothing to do. Beat pokes the same steps one by one; this runs them in their order.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from attendance.actions.assess import assess
from attendance.queries.standings import is_judging_due
from audit.rules import Actor
from cases.actions import follow as follow_changes
from letters.actions.follow import follow as follow_reports
from sis.actions.work import finish_approved

Work = Callable[[datetime, Actor], int]
OnStep = Callable[[str], None]


@dataclass(frozen=True)
class Done:
    """What one step took, and how many rows it made or changed."""

    seconds: float
    changed: int


def _import(now: datetime, by: Actor) -> int:  # noqa: ARG001 - each step is called alike
    return finish_approved()


def _assess(now: datetime, by: Actor) -> int:
    today = timezone.localdate(now)
    if not is_judging_due(today):
        return 0
    return sum(result.changed for result in assess(today=today, by=by))


def _letters(now: datetime, by: Actor) -> int:
    return follow_reports(by=by, now=now)


def _cases(now: datetime, by: Actor) -> int:
    return follow_changes(by, today=timezone.localdate(now), now=now)


# In the order in which knowledge travels up. What a notice is due for is judged again, and so on.
STEPS: dict[str, Work] = {
    "import": _import,
    "assess": _assess,
    "letters": _letters,
    "cases": _cases,
}


def run(*, now: datetime, by: Actor, on_step: OnStep | None = None) -> dict[str, Done]:
    """Run the chain, or what is left of it; return what each step did, in their order."""
    done = {}
    for name, work in STEPS.items():
        if on_step:
            on_step(name)
        started = time.monotonic()
        changed = work(now, by)
        done[name] = Done(round(time.monotonic() - started, 2), changed)
    return done
