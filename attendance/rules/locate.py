"""Locate comes first: what is asked before a report or a letter about a child who is not found."""

from datetime import date

NEXT = "Reach the family or visit the home and write it down"


def words_of_sought() -> str:
    """Return what is asked while a task to locate the student is open, and what to do next.

    Source: policy, `contact.locate_first`; no statute orders the two.
    """
    return (
        f"Locate comes first: a task to find the student is open. {NEXT}, then finish the task; or say "
        "why this goes ahead."
    )


def words_of_absent(days: int) -> str:
    """Return what is asked of a child absent now for so many unexplained school days, and what to
    do next.

    Source: policy, `contact.locate_first`, `contact.unexplained_days`.
    """
    return (
        f"Locate comes first: absent {days} school days in a row up to now without a reason known. "
        f"{NEXT}; then say what was found, or why this goes ahead."
    )


def words_of_run(days: list[date]) -> tuple[str, str]:
    """Return the title and the reason of a task to locate a child absent on these days, as
    `locate.sql` says them of a whole run.

    Source: policy, `contact.unexplained_days`.
    """
    first, last = days[0], days[-1]
    run = f"{first:%b} {first.day} to {last:%b} {last.day}, {last.year}"
    title = f"Locate the student: {len(days)} unexplained days in a row"
    return title, (
        f"Absent without a reason known from {run}. A welfare check comes ahead of any letter."
    )
