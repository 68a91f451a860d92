"""What is to be done about plans of which nobody says what was done."""

from collections.abc import Iterator

from core.proposals import Proposal, proposal
from law.packs import PolicyPack
from plans.choices import Delivered
from tasks.choices import PENDING, TaskKind


def proposals(pack: PolicyPack) -> Iterator[Proposal]:
    """Yield what asks to log what was done."""
    yield proposal(
        TaskKind.SUPPORT.value,
        __file__,
        looks=True,
        unlogged=pack.value("plan.unlogged_days"),
        taken_back=Delivered.TAKEN_BACK,
        task_support=TaskKind.SUPPORT,
        pending=[state.value for state in PENDING],
    )
