"""What must hold of conferences."""

from collections.abc import Iterator
from datetime import date

from conferences.rules.notes import CAME, purpose_of
from core.proofs import Proof, proof


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proof of the notes by which a conference was offered and ended."""
    yield proof(
        "conferences whose notes are about somebody else, or say another thing",
        __file__,
        "notes_agree",
        stages=list(CAME),
        outcomes=list(CAME.values()),
        purposes=[purpose_of(state) for state in CAME],
    )
