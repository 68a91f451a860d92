"""Reads of attendance. `explain` is the one that screens use most."""
