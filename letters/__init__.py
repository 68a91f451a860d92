"""Notices to families: what is due, its words, its copies, and what became of each."""
