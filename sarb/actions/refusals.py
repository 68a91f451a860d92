"""Why nothing was done with a day of hearings or with a case on it."""

from core.refusals import Refusal


class DocketExists(Refusal):
    """The team has a calendar for that place, day and time already."""

    advice = "There is a calendar for that place, day and time already. Give another of the three."


class DayIsTooShort(Refusal):
    """The cases would go on past midnight."""

    advice = "So many cases do not fit into the day. Take fewer, or begin earlier."
    field = "capacity"


class BreakIsOutside(Refusal):
    """The break lies before the first case or after the last, where nobody would wait for it."""

    advice = "The break lies outside the hearings of the day. Give a time between the first case and the end of the last."
    field = "break_at"


class DocketIsFull(Refusal):
    """As many cases as the day holds are placed."""

    advice = "Nothing was done: the day holds no more cases. Place it on another day."


class DocketIsPast(Refusal):
    """The day of the hearings is over."""

    advice = "Nothing was done: the day is over. Use a day to come."


class HasPlace(Refusal):
    """The case has its place already, here or on another day."""

    advice = "Nothing was done: the case has its place already. Its page says on which day."


class DayIsToCome(Refusal):
    """No case is heard before its day."""

    advice = "Nothing was done: no case is heard before its day. Confirm it then."


class NotPlaced(Refusal):
    """The case has no place on this day."""

    advice = "Nothing was done: the case has no place on this day. Its page says where it has one."


class WasHeard(Refusal):
    """The case, or one after it, was heard: its place and time stay what they were."""

    advice = "Nothing was done: the case, or one after it, was heard already and stays as it is."


class ReferredSince(Refusal):
    """The student was referred to the team again after the hearing."""

    advice = "Nothing was undone: the student was referred to this team again since the hearing."


class NotAccepted(Refusal):
    """Only an accepted referral to the same team gets a place."""

    advice = (
        "Nothing was done: only accepted referrals to this team get a place. Accept it first, or"
        " use a day of its own team."
    )
