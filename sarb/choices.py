"""Codes of review teams: levels, reasons, states."""

from django.db import models


class Level(models.TextChoices):
    """The team that a referral goes to, from the school's own to the board.

    What a state calls each, and whether it has one, is in its policy pack (`teams`).
    """

    SSPT = "sspt", "Support team"
    SART = "sart", "Attendance team"
    RESOURCE_PANEL = "resource_panel", "Panel"
    SARB = "sarb", "Board"


class Reason(models.TextChoices):
    """Why somebody is referred. The words of the law for each are in its policy pack (`grounds`)."""

    TRUANCY = "truancy", "Reports"
    CHRONIC_ABSENCE = "chronic_absence", "Chronic absence"
    BEHAVIOR = "behavior", "Behavior"


class ReferralState(models.TextChoices):
    SENT = "sent", "Waiting for the chair"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    HEARD = "heard", "Heard"
    WITHDRAWN = "withdrawn", "Taken back"


class PlaceStage(models.TextChoices):
    """Where a case stands on a day of hearings; follows from the day and the referral."""

    FREE = "free", "No place yet"
    MISSED = "missed", "Had no place when the day came"
    AHEAD = "ahead", "To come"
    TODAY = "today", "Today"
    OVER = "over", "Not confirmed"
    HEARD = "heard", "Heard"


class NoticeMethod(models.TextChoices):
    """How a written notice reached the family. EC 48263 asks for writing."""

    MAIL = "mail", "Mailed"
    HAND = "hand", "Handed over"
    EMAIL = "email", "Sent by email"
