"""Changes of conferences. Meant to be imported from here."""

from conferences.actions.ending import end, take_back
from conferences.actions.offering import Offer, offer_conference
from conferences.actions.refusals import (
    ConferenceMoved,
    NotYourOffer,
    NotYourResult,
    OfferedOtherwise,
    OfferIsOpen,
)

__all__ = [
    "ConferenceMoved",
    "NotYourOffer",
    "NotYourResult",
    "Offer",
    "OfferIsOpen",
    "OfferedOtherwise",
    "end",
    "offer_conference",
    "take_back",
]
