"""When somebody at a door is late, and who may go there."""

from datetime import datetime, timedelta


def back_by(at: datetime, *, minutes: int) -> datetime:
    """Return the moment by which whoever checked in is to have checked out.

    Source: product rule, practice of home visits: a timer, and a colleague by name. The usual number of
    minutes is the district's, `visits.alarm_minutes`.
    """
    return at + timedelta(minutes=minutes)


def is_overdue(back: datetime | None, *, at: datetime) -> bool:
    """Return whether somebody who was to be back by a moment is late; at that moment they are not.

    Source: as `back_by`.
    """
    return back is not None and back < at


def may_go(*, is_warned: bool, has_partner: bool, is_confirmed: bool) -> bool:
    """Return whether one may go to the door: where nobody goes alone, with a partner who confirmed it.

    Source: product rule, practice of home visits: two people by default, and always where a person has
    said so.
    """
    return not is_warned or (has_partner and is_confirmed)
