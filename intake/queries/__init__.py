"""Requests for help as pages show them."""
