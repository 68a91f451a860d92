"""One day in a few words, the same on every page and in every document."""

from functools import cache

from attendance.choices import Excuse, MarkKind, Outcome
from attendance.queries.reasons import DayReason
from core.charts import HeatKind

OTHERS = (
    Outcome.SUSPENDED_OUT,
    Outcome.SUSPENDED_IN,
    Outcome.STUDY_COMPLETE,
    Outcome.STUDY_INCOMPLETE,
)

# How a calendar draws the days of each verdict, and those to which no mark belongs.
DAY_KINDS = (
    HeatKind("attended", "Attended", "plain", listed=False),
    HeatKind("counted", "Counted day", "square", "danger"),
    HeatKind("pending", "May still count", "dashed", "grave"),
    HeatKind("uncounted", "Absent, not counted", "ring", "grave"),
    HeatKind("excused", "Absent, excused", "disc", "info"),
    HeatKind("part", "Late or part of the day", "underline", "warn"),
    HeatKind("other", "Suspended or independent study", "diamond", "quiet"),
    HeatKind("not_taken", "Attendance not taken", "hatch"),
    HeatKind("coming", "Still to come", "faint", listed=False),
)


def outcome_words(day: DayReason) -> str:
    """Say what a day came to: "Absent all day, unexcused"."""
    return _outcome(day.outcome, day.excuse)


@cache
def _outcome(outcome: str, excuse: str) -> str:
    words = str(Outcome(outcome).label)
    return f"{words}, {Excuse(excuse).label.lower()}" if excuse else words


def codes(day: DayReason) -> str:
    """Return the codes of a day's marks, each once: the present ones only where all are."""
    missed = [mark for mark in day.marks if mark.kind != MarkKind.PRESENT] or day.marks
    return ", ".join(dict.fromkeys(mark.code for mark in missed))


def verdict(day: DayReason) -> str:
    """Return the key of what a day means for the count, the same that calendars draw.

    One of counted, pending, uncounted, excused, part, other, not_taken, attended.
    """
    if day.counted:
        return "counted"
    if day.pending:
        return "pending"
    if day.outcome in OTHERS:
        return "other"
    if day.outcome == Outcome.NOT_TAKEN:
        return "not_taken"
    if day.outcome == Outcome.ABSENT:
        return "excused" if day.excuse == Excuse.EXCUSED else "uncounted"
    return "attended" if day.outcome == Outcome.ATTENDED else "part"
