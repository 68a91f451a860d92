"""What must hold of cases and what is kept with them."""

from collections.abc import Iterator
from datetime import date

from core.proofs import Proof, proof


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proofs of cases, their assignments, tiers and summary columns."""
    yield proof("open cases without the assignment of their owner", __file__, "assignments")
    yield proof("tiers of cases that nobody decided", __file__, "tiers")
    yield proof("summaries of cases", __file__, "summaries_agree")
