"""Ordering, building and taking out packets."""
