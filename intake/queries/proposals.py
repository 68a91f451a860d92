"""What is to be done about requests for help that are late."""

from collections.abc import Iterator

from core.proposals import Proposal, proposal
from intake.choices import UNANSWERED, RequestState
from intake.rules.stages import PAUSE
from law.packs import PolicyPack
from tasks.choices import PENDING, TaskKind


def proposals(pack: PolicyPack) -> Iterator[Proposal]:  # noqa: ARG001 - the days were counted when it was asked
    """Yield what asks to answer, or to take up again."""
    yield proposal(
        TaskKind.ANSWER.value,
        __file__,
        looks=True,
        pause=PAUSE,
        state_paused=RequestState.PAUSED,
        unanswered=[state.value for state in UNANSWERED],
        task_answer=TaskKind.ANSWER,
        pending=[state.value for state in PENDING],
    )
