"""What is done with letters: they become due, are approved, printed and mailed."""

from letters.actions.approving import approve
from letters.actions.deciding import decide_mail, is_on_its_way, take_back_decision
from letters.actions.follow import follow
from letters.actions.mailing import mark_mailed
from letters.actions.printing import print_again, print_next
from letters.actions.recalling import recall, recall_all
from letters.actions.reopening import undo_not_sending
from letters.actions.reprint import LetterHasQuestion, reprint
from letters.actions.stopping import do_not_send, not_mailed
from letters.actions.wordings import WordingHasFaults, approve_wording
from letters.queries.wordings import WordingIsMissing

__all__ = [
    "LetterHasQuestion",
    "WordingHasFaults",
    "WordingIsMissing",
    "approve",
    "approve_wording",
    "decide_mail",
    "do_not_send",
    "follow",
    "is_on_its_way",
    "mark_mailed",
    "not_mailed",
    "print_again",
    "print_next",
    "recall",
    "recall_all",
    "reprint",
    "take_back_decision",
    "undo_not_sending",
]
