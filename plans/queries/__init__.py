"""Reads of plans."""

from plans.queries.interviews import FoundBarrier, barriers_found

__all__ = ["FoundBarrier", "barriers_found"]
