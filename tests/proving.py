"""What the proofs of a room find."""

from core import sql
from tests.factories import TODAY


def found_wrong(proofs):
    """Return the names of the proofs that find something."""
    return {one.name for one in proofs(TODAY) if sql.tuples(one.statement, one.values)}
