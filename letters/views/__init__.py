"""Letters on the web."""

from letters.views.files import batch_pdf, copy_pdf, preview, preview_pdf
from letters.views.pages import batch, letter, letters, wordings
from letters.views.steps import approve, approve_wording, mailed, make_anew, print_again, recall

__all__ = [
    "approve",
    "approve_wording",
    "batch",
    "batch_pdf",
    "copy_pdf",
    "letter",
    "letters",
    "mailed",
    "make_anew",
    "preview",
    "preview_pdf",
    "print_again",
    "recall",
    "wordings",
]
