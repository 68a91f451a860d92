"""Undo beside the message that says what was done: where it is asked, and of what moment."""

from datetime import datetime
from typing import NamedTuple

from django.contrib.messages.storage.base import Message
from django.urls import reverse
from django.utils.dateparse import parse_datetime


class Undo(NamedTuple):
    """An address to post the moment to at which it was done."""

    action: str
    at: str


def tagged(name: str, at: datetime) -> str:
    """Return the tag of a message whose action the address `name` undoes."""
    return f"undo {name} {at.isoformat()}"


def undo_of(message: Message) -> Undo | None:
    """Return what a message offers to undo, if anything."""
    parts = (message.extra_tags or "").split(" ")
    return Undo(reverse(parts[1]), parts[2]) if parts[0] == "undo" else None


def moment_from(text: str) -> datetime | None:
    """Return the moment that was posted, or None for what is none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None
