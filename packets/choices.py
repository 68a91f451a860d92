"""Codes of packets: for whom, and how far."""

from django.db import models


class Reader(models.TextChoices):
    """For whom a packet is made. What each may read is in `rules.readers.REDACTIONS`."""

    CHAIR = "chair", "Chair"
    PANEL = "panel", "Panel"
    FAMILY = "family", "Family"
    COURT = "court", "Court"


class PacketState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    BUILDING = "building", "Being built"
    READY = "ready", "Ready"
    UNCHANGED = "unchanged", "Nothing had changed"
    FAILED = "failed", "Failed"


CLOCK = "g:i a"  # how a time is written: "8:30 a.m."
# What the first page says in short, by its key.
TOLD = {
    "absent": "Days absent, for any reason",
    "counted": "Counted days",
    "reports": "Reports that stand",
    "letters": "Letters sent",
    "contacts": "Contacts and attempts",
    "reached": "of these somebody was reached",
    "supports": "Visits, meetings and conferences",
}
