"""Reads of contacts: frozen answers, a number of statements that does not grow with the rows."""

from contacts.queries.contacts import adults_of, concerned, contact_log, household_of

__all__ = ["adults_of", "concerned", "contact_log", "household_of"]
