"""Changes of cases: each is one transaction with its audit rows, and safe to repeat."""

from cases.actions.assign import assign
from cases.actions.drafts import drop_draft, forget_old_drafts, save_draft
from cases.actions.follow import follow
from cases.actions.notes import amend_note, edit_note, keep_words, log_note, sign_note
from cases.actions.opening import close_case, decide_tier, open_cases
from cases.actions.refusals import (
    CannotHoldCases,
    CaseIsClosed,
    NoteChanged,
    NoteIsAmended,
    NoteIsNotYours,
    NoteIsSigned,
    NoteIsUnsigned,
    NoteSaysWhatCannotBe,
    TaskIsOver,
)
from cases.actions.todo import dismiss, do, make_task, snooze, undo

__all__ = [
    "CannotHoldCases",
    "CaseIsClosed",
    "NoteChanged",
    "NoteIsAmended",
    "NoteIsNotYours",
    "NoteIsSigned",
    "NoteIsUnsigned",
    "NoteSaysWhatCannotBe",
    "TaskIsOver",
    "amend_note",
    "assign",
    "close_case",
    "decide_tier",
    "dismiss",
    "do",
    "drop_draft",
    "edit_note",
    "follow",
    "forget_old_drafts",
    "keep_words",
    "log_note",
    "make_task",
    "open_cases",
    "save_draft",
    "sign_note",
    "snooze",
    "undo",
]
