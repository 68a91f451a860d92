"""Reads of conferences."""
