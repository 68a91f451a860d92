"""What must hold of schools and their days."""

from collections.abc import Iterator
from datetime import date

from core.proofs import Proof, proof


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proofs of school days."""
    yield proof("school days whose ordinal does not count up", __file__, "ordinals")
    yield proof("school years of a school without every date", __file__, "years_whole")
