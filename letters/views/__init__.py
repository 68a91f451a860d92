"""Letters on the web."""

from letters.views.batches import batch
from letters.views.deciding import decide, take_back
from letters.views.files import batch_pdf, copy_pdf, preview, preview_pdf
from letters.views.pages import letter, letters
from letters.views.steps import (
    approve,
    approve_wording,
    mailed,
    print_again,
    recall,
    reprint,
    undo_approving,
)
from letters.views.stopping import do_not_send, not_mailed, undo_not_sending
from letters.views.wordings import wordings

__all__ = [
    "approve",
    "approve_wording",
    "batch",
    "batch_pdf",
    "copy_pdf",
    "decide",
    "do_not_send",
    "letter",
    "letters",
    "mailed",
    "not_mailed",
    "preview",
    "preview_pdf",
    "print_again",
    "recall",
    "reprint",
    "take_back",
    "undo_approving",
    "undo_not_sending",
    "wordings",
]
