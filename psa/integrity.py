"""Proof that references, derived rows and summary columns agree with their sources."""

from dataclasses import dataclass

from django.db import transaction

from core import clock, sql
from core.proofs import Proof
from desk.registry import PROOFS

SHOWN = 5


@dataclass(frozen=True)
class Problem:
    """What is wrong, how many rows, and the first few by their keys."""

    name: str
    rows: int
    examples: list[str]


def problems() -> list[Problem]:
    """Return every problem found; none means that all proofs hold. Changes nothing."""
    on = clock.today()
    with transaction.atomic():
        found = [_prove(proof) for room in PROOFS for proof in room(on)]
    return [problem for problem in found if problem.rows]


def _prove(proof: Proof) -> Problem:
    rows = sql.tuples(proof.statement, proof.values)
    return Problem(proof.name, len(rows), [" ".join(map(str, row)) for row in rows[:SHOWN]])
