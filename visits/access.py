"""Which visits a person may see or change. Meant to be imported from here."""

from visits.queries.reach import visits_for

__all__ = ["visits_for"]
