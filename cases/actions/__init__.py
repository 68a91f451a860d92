"""Changes of cases: each is one transaction with its audit rows, and safe to repeat."""

from cases.actions.assign import assign
from cases.actions.follow import follow
from cases.actions.opening import close_case, decide_tier, open_cases
from cases.actions.reached import keep_reached
from cases.actions.refusals import CannotHoldCases, CaseIsClosed, CaseIsOpen
from cases.actions.tasks import ask_once, dismiss, do, make_task, snooze, undo
from cases.actions.undoing import done_at, undo_casework

__all__ = [
    "CannotHoldCases",
    "CaseIsClosed",
    "CaseIsOpen",
    "ask_once",
    "assign",
    "close_case",
    "decide_tier",
    "dismiss",
    "do",
    "done_at",
    "follow",
    "keep_reached",
    "make_task",
    "open_cases",
    "snooze",
    "undo",
    "undo_casework",
]
