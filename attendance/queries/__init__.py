"""Reads of attendance."""

from attendance.queries.explain import Explanation, explain, explain_as_of

__all__ = ["Explanation", "explain", "explain_as_of"]
