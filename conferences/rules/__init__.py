"""Rules of conferences."""
