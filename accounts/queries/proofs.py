"""What `check_data` proves of staff and their grants."""

from collections.abc import Iterator
from datetime import date

from accounts.choices import OPEN_INVITATIONS
from core.proofs import Proof, proof


def proofs(on: date) -> Iterator[Proof]:
    """Yield the proofs that every grant of a member of staff names one, and that a closed account
    opens nothing.
    """
    yield proof("grants to people who have no account", __file__, "grants_refer")
    opens = {"on": on, "open": list(OPEN_INVITATIONS)}
    yield proof("closed accounts that still open something", __file__, "closed_open", **opens)
