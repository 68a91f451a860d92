"""What must hold of visits."""

from collections.abc import Iterator
from datetime import date

from core.proofs import Proof, proof
from visits.choices import VisitState
from visits.rules.stages import VISIT_STAGES


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proofs of how far visits are, and of whom they and their notes are about."""
    moves = VISIT_STAGES.moves.values()
    yield proof(
        "visits that stand otherwise than their last step says",
        __file__,
        "stages_agree",
        verbs=[move.verb for move in moves],
        stages=[move.to for move in moves],
        first=VisitState.PLANNED,
    )
    yield proof("visits to nobody, or with a note about somebody else", __file__, "notes_agree")
