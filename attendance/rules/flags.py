"""Why a report that was filed waits for a person: in words."""

from collections.abc import Sequence
from datetime import date

# The reason that is no day: it was filed as a later report, and none stands before it any more.
EARLIER = "earlier"


def days_gone(reasons: Sequence[str]) -> list[date]:
    """Return the listed days that count no more, in their order.

    Source: EC 49070; the statute does not say what becomes of a report.
    """
    return [date.fromisoformat(reason) for reason in reasons if reason != EARLIER]


def because_of(reasons: Sequence[str], *, number: int) -> str:
    """Return in a sentence why a report waits; `number` is its place among those that stand.

    Source: EC 48260, 48261; a later report needs one that stands before it.
    """
    said = []
    if gone := days_gone(reasons):
        *most, last = [f"{day:%B} {day.day}" for day in gone]
        days = f"{', '.join(most)} and {last}" if most else last
        said.append(
            f"{days} {'count' if most else 'counts'} no more, and what is left is too little."
        )
    if EARLIER in reasons:
        said.append("It was filed as a later report, and none stands before it any more.")
    return f"Report {number} waits: {' '.join(said)}"
