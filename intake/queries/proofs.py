"""What must hold of requests for help."""

from collections.abc import Iterator
from datetime import date

from core.proofs import Proof, proof
from intake.choices import RequestState
from intake.rules.stages import REQUEST_STAGES, UNDO

ANSWER, ANEW = "answer", "reopen"  # the verbs by which whoever asked hears, and waits anew


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proofs of how far requests are, and of when whoever asked first heard."""
    moves = REQUEST_STAGES.moves.values()
    yield proof(
        "requests for help that stand otherwise than their last step says",
        __file__,
        "stages_agree",
        verbs=[move.verb for move in moves],
        stages=[move.to for move in moves],
        first=RequestState.NEW,
        undo=UNDO,
    )
    yield proof(
        "requests for help answered on a day on which nobody did",
        __file__,
        "answers_agree",
        verb=ANSWER,
        anew=ANEW,
        undo=UNDO,
    )
