"""Changes of notes: each is one transaction with its audit rows, and safe to repeat."""

from contacts.actions.drafts import drop_draft, forget_old_drafts, save_draft
from contacts.actions.notes import amend_note, edit_note, keep_words, log_note, sign_note
from contacts.actions.refusals import (
    CannotBeSealed,
    NoteChanged,
    NoteIsAmended,
    NoteIsNotYours,
    NoteIsOfOthers,
    NoteIsSigned,
    NoteIsUnsigned,
    NoteReadsOtherwise,
    NoteSaysWhatCannotBe,
)
from contacts.actions.sealing import reveal_note, seal_note
from contacts.actions.withdrawing import withdraw_note

__all__ = [
    "CannotBeSealed",
    "NoteChanged",
    "NoteIsAmended",
    "NoteIsNotYours",
    "NoteIsOfOthers",
    "NoteIsSigned",
    "NoteIsUnsigned",
    "NoteReadsOtherwise",
    "NoteSaysWhatCannotBe",
    "amend_note",
    "drop_draft",
    "edit_note",
    "forget_old_drafts",
    "keep_words",
    "log_note",
    "reveal_note",
    "save_draft",
    "seal_note",
    "sign_note",
    "withdraw_note",
]
