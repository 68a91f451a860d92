"""One import at a time: who waits for whom."""

from core import sql
from core.refusals import Refusal

ONE_IMPORT_AT_A_TIME = 4_826_0  # EC 48260, as good a number as any; other locks take others


class ImportRuns(Refusal):
    """An import is being read or applied: what it asks may be another question in a moment."""

    advice = "Nothing was done: an import is at work. Answer again when it has ended."


def hold_imports() -> None:
    """Keep imports waiting until this transaction ends. Raises ImportRuns while one is at work."""
    if not sql.take_turn(ONE_IMPORT_AT_A_TIME):
        raise ImportRuns
