"""The clock. Nothing else reads it: whoever acts is given the moment and the day in an Act."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this moment, aware."""
    return timezone.now()


def day_of(moment: datetime) -> date:
    """Return the day in the district's time zone on which a moment lies."""
    return timezone.localdate(moment)


def today() -> date:
    """Return the day it is in the district's time zone."""
    return day_of(now())
