"""Times of a hearing calendar, and how long before it a family hears of it."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple


class Pause(NamedTuple):
    """A break of the day: no case runs into it, and the next one begins after it."""

    at: time
    minutes: int


def time_of(position: int, *, starts_at: time, minutes: int, pause: Pause | None = None) -> time:
    """Return when the case at a position, from 1, begins. Raises ValueError past midnight.

    Source: site practice, cases one after another, none into a break.
    """
    begins = datetime.combine(date.min, starts_at) + timedelta(minutes=minutes * (position - 1))
    if pause is not None:
        begins += _waited(begins, starts_at, minutes, pause)
    if begins.date() != date.min:
        raise ValueError("the day has no more time")
    return begins.time()


def _waited(begins: datetime, starts_at: time, minutes: int, pause: Pause) -> timedelta:
    """Return how much later than one after another a case begins for a break."""
    first, rest = datetime.combine(date.min, starts_at), datetime.combine(date.min, pause.at)
    case = timedelta(minutes=minutes)
    if begins + case <= rest or first >= rest + timedelta(minutes=pause.minutes):
        return timedelta()
    # The first case that would not end by the break begins at its end.
    before = max(0, (rest - first) // case)
    return rest + timedelta(minutes=pause.minutes) - (first + before * case)


def is_within(pause: Pause, starts_at: time, *, minutes: int, cases: int) -> bool:
    """Return whether a break begins after the first case has begun and before the last would end.

    Source: site practice; a break that no case waits for is a slip of the pen.
    """
    begins, rest = (at.hour * 60 + at.minute for at in (starts_at, pause.at))
    return begins < rest < begins + minutes * cases


def is_notice_short(*, today: date, hearing: date, days: int) -> bool:
    """Return whether a hearing lies nearer than the notice period, in calendar days.

    Source: not confirmed; no day count was found in EC 48263, so it is the parameter
    hearing.notice_days, with a warning.
    """
    return (hearing - today).days < days
