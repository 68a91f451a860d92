"""What a message offers to undo: the address and the moment, and nothing for what is none."""

from datetime import UTC, datetime

import pytest
from django.contrib.messages.storage.base import Message
from django.urls import reverse

from core.undo import moment_from, opened_by, opening, tagged, undo_of

AT = datetime(2026, 11, 18, 20, 5, 7, 123456, tzinfo=UTC)


def test_a_tagged_message_offers_its_undo():
    found = undo_of(Message(25, "Done.", extra_tags=tagged("undo-filing", AT)))
    assert (found.action, found.at) == (reverse("undo-filing"), AT.isoformat())
    assert moment_from(found.at) == AT


@pytest.mark.parametrize("tags", [None, "", "safe", "undone undo-filing"])
def test_another_message_offers_none(tags):
    assert undo_of(Message(25, "Done.", extra_tags=tags)) is None


@pytest.mark.parametrize(
    "text", ["", "x", "2026-11-18", "2026-11-18T20:05:07", "2026-13-01T00:00Z"]
)
def test_a_moment_without_its_zone_is_none(text):
    assert moment_from(text) is None


@pytest.mark.parametrize(
    ("tags", "opens"),
    [
        (tagged("undo-filing", AT, opens="/tasks/1/"), "/tasks/1/"),
        (opening("/notes/2/"), "/notes/2/"),
        (tagged("undo-filing", AT), ""),
        ("", ""),
        ("safe", ""),
    ],
)
def test_a_message_opens_what_it_is_about(tags, opens):
    message = Message(25, "Done.", extra_tags=tags)
    assert opened_by(message) == opens
    assert (undo_of(message) is not None) == tags.startswith("undo")
