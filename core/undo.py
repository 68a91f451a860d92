"""Undo and Open beside the message that says what was done: where it is asked, and of what moment."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.messages.storage.base import Message
from django.urls import reverse
from django.utils.dateparse import parse_datetime

KEPT = timedelta(minutes=10)  # for so long what was done is offered to be undone, wherever one is


class Undo(NamedTuple):
    """An address to post the moment to at which it was done."""

    action: str
    at: str


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
