"""Changes of requests for help: each is one transaction with its audit row, and safe to repeat."""

from intake.actions.asking import AskedFor, ask_for_help
from intake.actions.refusals import (
    AnsweredBeforeAsked,
    AskedMeanwhile,
    NoAnswerYet,
    NotYourRequestForm,
    RequestMoved,
    SentOtherwise,
    StepSentOtherwise,
)
from intake.actions.safety import follow_protocol
from intake.actions.steps import GivenAnswer, answer, close, pause, reopen, take
from intake.actions.undoing import undo_step

__all__ = [
    "AnsweredBeforeAsked",
    "AskedFor",
    "AskedMeanwhile",
    "GivenAnswer",
    "NoAnswerYet",
    "NotYourRequestForm",
    "RequestMoved",
    "SentOtherwise",
    "StepSentOtherwise",
    "answer",
    "ask_for_help",
    "close",
    "follow_protocol",
    "pause",
    "reopen",
    "take",
    "undo_step",
]
