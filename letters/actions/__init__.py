"""What is done with letters: they become due, are approved, printed and mailed."""

from letters.actions.approving import NotNow, WordingIsMissing, approve, recall
from letters.actions.follow import follow
from letters.actions.mailing import mark_mailed
from letters.actions.printing import print_again, print_next
from letters.actions.wordings import WordingHasFaults, approve_wording

__all__ = [
    "NotNow",
    "WordingHasFaults",
    "WordingIsMissing",
    "approve",
    "approve_wording",
    "follow",
    "mark_mailed",
    "print_again",
    "print_next",
    "recall",
]
