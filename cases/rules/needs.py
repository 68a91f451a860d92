"""What a child needs most: for which reasons somebody is to act today, and who comes first."""

from dataclasses import dataclass
from enum import IntEnum


class Pressing(IntEnum):
    """Why a child needs somebody, the most pressing first."""

    MISSING = 1
    ASKED = 2
    ABSENT = 3
    UNREACHED = 4
    OWED = 5
    LATE = 6
    FRESH = 7
    DUE = 8


LAST = (len(Pressing) + 1, 0)


@dataclass(frozen=True)
class Known:
    """What is known of a child today. `seeks`, `asks`, `is_fresh` and `is_due` are of tasks that wait:
    to find the student, to answer a request for help, one that a rule proposed since yesterday, one
    that is due today; `late_days` are those of the longest overdue one.

    `absent_now` are the school days in a row absent up to the last one judged; `silent_days` the days
    since a person was reached or, if nobody was since, since the case was opened: None without an
    open case; `reports_owed` the reports that the law calls for and nobody filed.
    """

    seeks: bool = False
    asks: bool = False
    absent_now: int = 0
    silent_days: int | None = None
    was_reached: bool = False
    reports_owed: int = 0
    late_days: int = 0
    is_fresh: bool = False
    is_due: bool = False


@dataclass(frozen=True)
class Pressed:
    """One reason in words; of two of a kind the larger `size` comes first."""

    why: Pressing
    size: int
    words: str


def reasons_of(known: Known, *, absent_from: int, reach_days: int) -> tuple[Pressed, ...]:
    """Return why a child needs somebody today, the most pressing first; nothing of one who does not.

    Who is missing comes before who asked for help, since a welfare check comes ahead of all; then who
    is absent now, whose family nobody reached for more than `reach_days` (a letter reaches nobody),
    what the law calls for, and what is late, new and due. Absent now is who has been for `absent_from`
    school days.

    Source: product rule, docs/adr/0030; parameters contact.unexplained_days and contact.reach_days.
    """
    silent = known.silent_days or 0
    found = (
        (known.seeks, Pressing.MISSING, known.absent_now, "Nobody knows where the student is"),
        (known.asks, Pressing.ASKED, 0, "Somebody asked for help"),
        (
            known.absent_now >= absent_from,
            Pressing.ABSENT,
            known.absent_now,
            f"Absent {known.absent_now} school days in a row",
        ),
        (silent > reach_days, Pressing.UNREACHED, silent, _silence(known)),
        (known.reports_owed > 0, Pressing.OWED, known.reports_owed, _reports(known.reports_owed)),
        (known.late_days > 0, Pressing.LATE, known.late_days, _late(known.late_days)),
        (known.is_fresh, Pressing.FRESH, 0, "New since yesterday"),
        (known.is_due, Pressing.DUE, 0, "Due today"),
    )
    return tuple(Pressed(why, size, words) for holds, why, size, words in found if holds)


def rank_of(reasons: tuple[Pressed, ...]) -> tuple[tuple[int, int], ...]:
    """Return by what children are put in order: by their first reason and its size, where these are the
    same by the next one; of two, who has more reasons.

    Source: product rule, docs/adr/0030: the worst true thing is read first.
    """
    return (*((int(one.why), -one.size) for one in reasons), LAST)


def _silence(known: Known) -> str:
    since = "" if known.was_reached else " since the case was opened"
    return f"Nobody reached for {known.silent_days} days{since}"


def _reports(owed: int) -> str:
    return "1 report is due" if owed == 1 else f"{owed} reports are due"


def _late(days: int) -> str:
    return "1 day overdue" if days == 1 else f"{days} days overdue"
