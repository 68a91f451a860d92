"""Why a conference was not offered or not ended, and what to do."""

from core.refusals import Refusal
from core.stages import NotNow


class OfferIsOpen(Refusal):
    """Another conference is offered already, and nobody has said what came of it."""

    advice = "A conference is offered already. Say first what came of it; it stands above."


class NotYourOffer(Refusal):
    """The form was sent before by somebody else, or about another student."""

    advice = "This form was sent before about something else. Open the student’s page and offer it anew."


class OfferedOtherwise(Refusal):
    """Another offer was kept before under the same key."""

    advice = "Not saved: this form was sent before with other words, and that offer stands above. Say first what came of it."


class ConferenceMoved(NotNow):
    """Somebody said meanwhile what came of it."""

    advice = "Somebody has said meanwhile what came of this offer. Look at it as it is now."


class NotYourResult(Refusal):
    """Somebody else wrote down what came of it."""

    advice = "A colleague wrote down what came of it: only they take their note back."
