"""Proofs: statements that find what is wrong with the data. Finding nothing is the proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core import sql


@dataclass(frozen=True)
class Proof:
    """A statement that returns the keys of what is wrong; `name` says in words what that is."""

    name: str
    statement: str
    values: Mapping[str, Any] = field(default_factory=dict)


def proof(name: str, beside: str, file: str, **values: Any) -> Proof:
    """Return the proof in `sql/proofs/<file>.sql` beside a module, given as its `__file__`."""
    return Proof(name, sql.statement(beside, f"proofs/{file}"), values)
