"""Screens of contacts: notes, drafts, and the log of a contact."""
