"""Reads of staff."""

from collections.abc import Iterator
from datetime import date

from accounts.choices import Role
from core.proofs import Proof, proof
from law.queries import named


def role_name(role: str) -> str:
    """Return what a role is called: of the one that laws call differently, as the law in force."""
    return named(role, "roles") if role == Role.SARB_CHAIR else str(Role(role).label)


def proofs(_on: date) -> Iterator[Proof]:
    """Yield the proof that every grant of a member of staff names one."""
    yield proof("grants to people who have no account", __file__, "grants_refer")
