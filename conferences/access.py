"""Which conferences a person may see or change. Meant to be imported from here."""

from conferences.queries.reach import conferences_for

__all__ = ["conferences_for"]
