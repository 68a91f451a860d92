"""What one click did is undone for ten minutes: beside the message that says it was done, and on the
page of all that a person just did.

Each room offers how its own clicks are taken back (`Undoing`), and `desk/registry.py` has them all.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.messages.storage.base import Message
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from core.addresses import with_query
from core.refusals import Refusal

KEPT = timedelta(minutes=10)  # for so long what was done is offered to be undone, wherever one is


class Undo(NamedTuple):
    """An address to post the moment to at which it was done."""

    action: str
    at: str


class Undoing(NamedTuple):
    """How what a click did is taken back: by the actions of its audit rows, of several the one that names
    it first, at the address to which the moment is posted, `of_target` the row; for whoever has the
    permission. It refuses by itself once anything has followed.

    `along` are the actions that one such click does besides, and that are taken back with it: it is
    offered for a click that did nothing else. `of_detail` is what the audit row calls the key of the row
    in the address, where its target is another; `query` what it calls a key that the address asks for.
    """

    actions: tuple[str, ...]
    page: str
    permission: str
    of_target: bool = False
    along: tuple[str, ...] = ()
    of_detail: str = ""
    query: str = ""

    def address(self, target: object = None, asked: object = None) -> str:
        """Return where the moment is posted, of a row and what is asked for besides."""
        has_row = self.of_target or self.of_detail
        there = reverse(self.page, args=[target] if has_row else [])
        return with_query(there, **{self.query: str(asked)}) if self.query else there


class HasMovedOn(Refusal):
    """Something was done with it since."""

    advice = "Nothing was undone: something else was done with it since. Change it there instead."


class NothingToUndo(Refusal):
    """It was undone before, or somebody else did it."""

    advice = "Nothing was left to undo: it had been undone already, or somebody else did it."


class TenMinutesOver(Refusal):
    """It was done longer ago than Undo reaches."""

    advice = (
        "Nothing was undone: that was more than ten minutes ago, and others may have read it by now."
        " Correct it on its own page instead."
    )


def tagged(name: str, at: datetime, *, opens: str = "") -> str:
    """Return the tag of a message whose action is undone at `name`, a page's name or an address, and
    about what the page `opens` is.
    """
    return f"undo {name} {at.isoformat()} {opens}".rstrip()


def opening(address: str) -> str:
    """Return the tag of a message about what has a page of its own."""
    return f"open {address}"


def undo_of(message: Message) -> Undo | None:
    """Return what a message offers to undo, if anything."""
    parts = (message.extra_tags or "").split(" ")
    if parts[0] != "undo":
        return None
    return Undo(parts[1] if parts[1].startswith("/") else reverse(parts[1]), parts[2])


def opened_by(message: Message) -> str:
    """Return the address of what a message is about; '' for none."""
    parts = (message.extra_tags or "").split(" ")
    return parts[-1] if parts[0] == "open" or (parts[0], len(parts)) == ("undo", 4) else ""


def moment_from(text: str) -> datetime | None:
    """Return the moment that was posted, or None for what is none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
