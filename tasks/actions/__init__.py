"""Changes of tasks: each is one transaction with its audit rows, and safe to repeat.

Whoever has a case keeps its summary true: `cases.actions` has the same verbs for callers above.
"""

from tasks.actions.cascade import dismiss_proposed, take_up_again
from tasks.actions.change import (
    dismiss,
    dismiss_all,
    do,
    give_all,
    give_back_all,
    make_task,
    open_again,
    snooze,
    take_up_all,
    undo,
)
from tasks.actions.once import ask_once
from tasks.actions.propose import Proposed, Proposer, is_behind, propose
from tasks.actions.refusals import TaskIsOver

__all__ = [
    "Proposed",
    "Proposer",
    "TaskIsOver",
    "ask_once",
    "dismiss",
    "dismiss_all",
    "dismiss_proposed",
    "do",
    "give_all",
    "give_back_all",
    "is_behind",
    "make_task",
    "open_again",
    "propose",
    "snooze",
    "take_up_again",
    "take_up_all",
    "undo",
]
