"""Requests for help, and what was done with each."""

from intake.models.requests import LONGEST_WORDS, MOST_REASONS, HelpRequest, RequestStep

__all__ = ["LONGEST_WORDS", "MOST_REASONS", "HelpRequest", "RequestStep"]
