"""Reads of contacts: frozen answers, a number of statements that does not grow with the rows."""

from contacts.queries.contacts import adults_to_call, concerned, contact_log, siblings_to_name

__all__ = ["adults_to_call", "concerned", "contact_log", "siblings_to_name"]
