"""Which notes a person may see or change: those about students within reach.

Said where queries can use it, too, and meant to be imported from here.
"""

from contacts.queries.reach import at_home_with, notes_ever_for, notes_for, papers_for

__all__ = ["at_home_with", "notes_ever_for", "notes_for", "papers_for"]
