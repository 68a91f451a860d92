"""Why a change was refused. Each leaves everything as it was."""

from core.refusals import Refusal


class AskedMeanwhile(Refusal):
    """A request about the student is open that whoever wrote this one was not shown."""

    advice = (
        "Not saved yet: a request about this student is open already, and stands below. Add to it there, or"
        " save once more if this is another matter."
    )


class NotYourRequestForm(Refusal):
    """Somebody else sent something under the same key, or it is about another student."""

    advice = "Nothing was saved: this form was sent before by somebody else. Open it anew."


class SentOtherwise(Refusal):
    """A request was kept before under the same key, with other words."""

    advice = (
        "These words are not saved yet: this form was saved before, with others. Save again to keep these as"
        " a request of their own."
    )


class StepSentOtherwise(SentOtherwise):
    """A step was kept before under the same key, with other words."""

    advice = "Not saved yet: this form was saved before, with other words. Save again to keep these as well."


class AnsweredBeforeAsked(Refusal):
    """An answer is dated before its question."""

    field = "on"
    advice = "Not saved yet: this day is before the request was asked. Write the day it was told."


class NoAnswerYet(Refusal):
    """A request is closed once whoever asked has an answer."""

    advice = "Not closed yet: whoever asked has no answer. Give one first and write down its day."


class RequestMoved(Refusal):
    """What was asked for cannot be done from where the request is by now."""

    advice = "Nothing was changed: this request has moved on since the page was opened. Look at it as it is now."
