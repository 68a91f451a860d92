"""The clock. Nothing else reads it: whoever acts is given the moment and the day in an Act."""

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from django.utils import timezone


def now() -> datetime:
    """Return this moment, aware."""
    return timezone.now()


def day_of(moment: datetime) -> date:
    """Return the day in the district's time zone on which a moment lies."""
    return _day_of(moment.replace(second=0, microsecond=0), timezone.get_default_timezone())


@lru_cache(maxsize=256)
def _day_of(minute: datetime, zone: tzinfo) -> date:
    """Return the day of a minute: the rows of a page ask for the same again and again."""
    return timezone.localdate(minute, zone)


def monday_of(day: date) -> date:
    """Return the Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def today() -> date:
    """Return the day it is in the district's time zone."""
    return day_of(now())
