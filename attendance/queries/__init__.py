"""Reads of attendance."""

from attendance.queries.explain import explain, explain_as_of
from attendance.queries.reasons import Explanation

__all__ = ["Explanation", "explain", "explain_as_of"]
