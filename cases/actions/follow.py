"""Following what judging changed: tasks with their reasons, once for each crossing."""

from collections.abc import Iterable

from django.db import transaction

from audit.rules import Act
from cases.actions.summaries import follow_schools, refresh
from core import sql
from tasks.actions import Proposer, propose

OWN = sql.statement(__file__, "own")


@transaction.atomic
def follow(act: Act, proposers: Iterable[Proposer], *, every: int = 0) -> int:
    """Propose tasks for what changed since the last time, for whoever has the case; return how
    many are new. See `tasks.actions.propose`.
    """
    proposed = propose(act, proposers, every=every)
    if proposed.looked:
        follow_schools()
    if proposed.students:
        sql.run(OWN, {"tasks": list(proposed.students)})
        refresh(set(proposed.students.values()))
    return len(proposed.students)
