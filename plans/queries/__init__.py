"""Reads of plans."""

from plans.queries.interviews import Found, barriers_found

__all__ = ["Found", "barriers_found"]
