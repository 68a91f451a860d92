"""Visits to homes: planned, safe for whoever goes, and written down at the door."""
