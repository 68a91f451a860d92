"""Codes of review teams: levels, reasons, states."""

from django.db import models


class Level(models.TextChoices):
    """The team that a referral goes to, from the school's own to the board."""

    SSPT = "sspt", "Student support and progress team"
    SART = "sart", "Student attendance review team"
    RESOURCE_PANEL = "resource_panel", "Resource panel"
    SARB = "sarb", "School attendance review board"


class Reason(models.TextChoices):
    """The three grounds of EC 48263. The statute's words for each are in `rules.GROUNDS`."""

    TRUANCY = "truancy", "Truancy"
    CHRONIC_ABSENCE = "chronic_absence", "Chronic absence"
    BEHAVIOR = "behavior", "Behavior"


class ReferralState(models.TextChoices):
    SENT = "sent", "Waiting for the chair"
    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
    HEARD = "heard", "Heard"


class NoticeMethod(models.TextChoices):
    """How a written notice reached the family. EC 48263 asks for writing."""

    MAIL = "mail", "Mailed"
    HAND = "hand", "Handed over"
    EMAIL = "email", "Sent by email"
