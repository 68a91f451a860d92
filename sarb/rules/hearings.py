"""Times of a hearing calendar, and how long before it a family hears of it."""

from datetime import date, datetime, time, timedelta


def time_of(position: int, *, starts_at: time, minutes: int) -> time:
    """Return when the case at a position, from 1, begins. Raises ValueError past midnight.

    Source: site practice, cases one after another.
    """
    begins = datetime.combine(date.min, starts_at) + timedelta(minutes=minutes * (position - 1))
    if begins.date() != date.min:
        raise ValueError("the day has no more time")
    return begins.time()


def is_notice_short(*, today: date, hearing: date, days: int) -> bool:
    """Return whether a hearing lies nearer than the notice period, in calendar days.

    Source: not confirmed; no day count was found in EC 48263, so it is the parameter
    hearing.notice_days, with a warning.
    """
    return (hearing - today).days < days
