"""Words of a visit: how far it is, why nobody goes alone, why it is called off."""

from django.db import models


class VisitState(models.TextChoices):
    PLANNED = "planned", "Planned"
    CONFIRMED = "confirmed", "Confirmed by the partner"
    THERE = "there", "At the door"
    OUT = "out", "Back"
    VALIDATED = "validated", "Signed off by the partner"
    OFF = "off", "Called off"


# Nobody has gone yet.
AHEAD = (VisitState.PLANNED, VisitState.CONFIRMED)


class WhyNotAlone(models.TextChoices):
    """Why nobody goes there alone: of a list, for what is known of a place, and no story of a family."""

    THREAT = "threat", "Threat or violence toward staff"
    WEAPON = "weapon", "Weapon"
    PERSON = "person", "A person there is known to be violent"
    ORDER = "order", "Restraining order in force"
    POLICE = "police", "Recent police event"
    ANIMAL = "animal", "Unsafe animal"
    UNKNOWN = "unknown", "First visit to an unknown address"
    DUSK = "dusk", "Dusk or later"
    STAFF = "staff", "A colleague asks for it"


class WhyOff(models.TextChoices):
    FAMILY = "family", "The family asked for another day"
    REACHED = "reached", "They were reached otherwise"
    UNSAFE = "unsafe", "Not safe today"
    NOBODY = "nobody", "Nobody to go along"
    OTHER = "other", "Something else came first"
