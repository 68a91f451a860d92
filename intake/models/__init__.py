"""Requests for help and what was done with each; that the safety protocol was followed."""

from intake.models.requests import LONGEST_WORDS, MOST_REASONS, HelpRequest, RequestStep
from intake.models.safety import ProtocolFollowed

__all__ = ["LONGEST_WORDS", "MOST_REASONS", "HelpRequest", "ProtocolFollowed", "RequestStep"]
