"""Why a change of a visit was refused, and what to do next."""

from core.refusals import Refusal


class NotYourVisitForm(Refusal):
    advice = "Nothing was saved: this form was sent by somebody else. Open it anew."


class VisitMoved(Refusal):
    advice = "Nothing was changed: this visit has moved on since the page was opened. Look at it as it is now."


class HomesDiffer(Refusal):
    advice = "A visit is to one home: plan one for each family."


class PartnerIsYou(Refusal):
    advice = "The partner is somebody else than who goes."
    field = "partner"


class NotYoursToConfirm(Refusal):
    advice = "Only the partner of a visit confirms it, and signs it off. Change the partner if it is somebody else."


class NotYourDoor(Refusal):
    advice = "Only who goes, or the partner, checks in and stays longer."


class NobodyGoesAlone(Refusal):
    advice = (
        "Do not visit alone: a partner confirms this visit first. Name one, or call it off and try by"
        " telephone."
    )


class WatcherGoesAlong(Refusal):
    advice = "Name a colleague who is not at the door with you."
    field = "watcher"


class NothingWritten(Refusal):
    advice = "Nobody has written down what came of this visit yet: it is signed off after that."


class DoorLogged(Refusal):
    """Somebody wrote down what came of the visit meanwhile."""

    advice = (
        "This visit is written down already, as it stands beside your words. Save again to keep yours as a"
        " note of its own."
    )


class ReasonStands(Refusal):
    advice = (
        "Nobody goes there alone already, for this reason. Lift that first to give another day."
    )
