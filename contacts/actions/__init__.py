"""Changes of notes: each is one transaction with its audit rows, and safe to repeat."""

from contacts.actions.again import keep_words
from contacts.actions.drafts import drop_draft, forget_old_drafts, save_draft
from contacts.actions.notes import amend_note, edit_note, log_note, sign_note
from contacts.actions.papers import attach_paper, withdraw_paper
from contacts.actions.refusals import (
    CannotBeSealed,
    NoteChanged,
    NoteHasEnough,
    NoteIsAmended,
    NoteIsNotYours,
    NoteIsOfOthers,
    NoteIsOfSeveral,
    NoteIsSigned,
    NoteIsUnsigned,
    NoteIsWithdrawn,
    NoteReadsOtherwise,
    NoteSaysWhatCannotBe,
    OtherWordsAreSealed,
)
from contacts.actions.sealing import reveal_note, seal_note
from contacts.actions.withdrawing import undo_note, withdraw_note

__all__ = [
    "CannotBeSealed",
    "NoteChanged",
    "NoteHasEnough",
    "NoteIsAmended",
    "NoteIsNotYours",
    "NoteIsOfOthers",
    "NoteIsOfSeveral",
    "NoteIsSigned",
    "NoteIsUnsigned",
    "NoteIsWithdrawn",
    "NoteReadsOtherwise",
    "NoteSaysWhatCannotBe",
    "OtherWordsAreSealed",
    "amend_note",
    "attach_paper",
    "drop_draft",
    "edit_note",
    "forget_old_drafts",
    "keep_words",
    "log_note",
    "reveal_note",
    "save_draft",
    "seal_note",
    "sign_note",
    "undo_note",
    "withdraw_note",
    "withdraw_paper",
]
