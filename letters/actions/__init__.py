"""What is done with letters: they become due, are approved, printed and mailed."""

from letters.actions.anew import QuestionIsOpen, make_anew
from letters.actions.approving import NotNow, approve, recall
from letters.actions.follow import follow
from letters.actions.mailing import mark_mailed
from letters.actions.printing import print_again, print_next
from letters.actions.stopping import do_not_send, not_mailed
from letters.actions.wordings import WordingHasFaults, approve_wording
from letters.queries.wordings import WordingIsMissing

__all__ = [
    "NotNow",
    "QuestionIsOpen",
    "WordingHasFaults",
    "WordingIsMissing",
    "approve",
    "approve_wording",
    "do_not_send",
    "follow",
    "make_anew",
    "mark_mailed",
    "not_mailed",
    "print_again",
    "print_next",
    "recall",
]
