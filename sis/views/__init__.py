"""Imports on the web."""

from sis.views.imports import (
    apply,
    discard,
    override,
    rejected,
    rejected_csv,
    retry,
    run,
    runs,
    set_aside,
    set_aside_csv,
    upload,
)
from sis.views.questions import answer, questions
from sis.views.words import give_meaning, take_back, words

__all__ = [
    "answer",
    "apply",
    "discard",
    "give_meaning",
    "override",
    "questions",
    "rejected",
    "rejected_csv",
    "retry",
    "run",
    "runs",
    "set_aside",
    "set_aside_csv",
    "take_back",
    "upload",
    "words",
]
