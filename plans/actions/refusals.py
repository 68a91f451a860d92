"""Why a change was refused. Each leaves everything as it was."""

from core.refusals import Refusal


class SaysNothing(Refusal):
    """An interview names no barrier, and not that none is known."""

    advice = "Choose what stands in the way, or say that it is not known yet."


class NotYourForm(Refusal):
    """Somebody else sent an interview under the same key, or it is about another student."""

    advice = "Nothing was saved: this form was sent before by somebody else. Open it anew."
