"""Why a change was refused. Each leaves everything as it was."""

from core.refusals import Refusal


class PlannedOtherwise(Refusal):
    """Something else was planned before under the same key."""

    advice = "Not saved yet: this form was saved before, with other words. Save again to plan this as well."


class NotYourCampaignForm(Refusal):
    """Somebody else sent something under the same key."""

    advice = "Nothing was saved: this form was sent before by somebody else. Open it anew."


class NotOfOneYear(Refusal):
    """Days of two school years cannot be compared as one."""

    field = "ends_on"
    advice = "Not saved yet: these days are of two school years. Plan each year’s by itself."


class CampaignMoved(Refusal):
    """What was asked for cannot be done from where it is by now."""

    advice = "Nothing was changed: this has moved on since the page was opened. Look at it as it is now."


class ReachedBefore(Refusal):
    """Nobody is reached by what has not begun, or is called off."""

    field = "on"
    advice = "Not saved yet: it had not begun on this day, or is called off. Write the day on which people were reached."


class CountedOtherwise(Refusal):
    """A count was kept before under the same key, and says another thing."""

    advice = "Not saved yet: this form was saved before, with another count. Save again to keep this one as well."


class TooEarly(Refusal):
    """It is looked back on once its first day is over."""

    advice = "Not saved yet: it has not begun. Look back on it afterwards, or call it off."


class NotYourWelcome(Refusal):
    """Somebody else welcomed the student."""

    advice = "A colleague said that they welcomed the student: only they take it back."


class NobodyToWelcome(Refusal):
    """Somebody was quicker, or the days changed."""

    advice = "Nothing was kept: somebody welcomed this student meanwhile, or the days away are other ones by now."
