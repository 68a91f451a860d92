"""Words of a conference: how it was offered, where it is to be, what came of it."""

from django.db import models


class OfferedHow(models.TextChoices):
    CALL = "call", "Spoke on the phone"
    VOICEMAIL = "voicemail", "Left a voicemail"
    EMAIL = "email", "E-mail"
    TEXT = "text", "Text message"
    HAND = "hand", "Letter handed over"


class MeetWhere(models.TextChoices):
    SCHOOL = "school", "At school"
    PHONE = "phone", "By phone"
    VIDEO = "video", "By video"
    HOME = "home", "At the home"


class ConferenceState(models.TextChoices):
    OFFERED = "offered", "Offered"
    HELD = "held", "Held"
    NO_SHOW = "no_show", "Family did not come"
    REFUSED = "refused", "Refused"
    MOVED = "moved", "Put off by the family"
    AWAY = "away", "School put it off or did not come"
