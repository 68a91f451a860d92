"""absence_contacts.csv: what a machine told families about absences, in the words of many systems."""

import re
from collections.abc import Mapping

from sis.rules import values
from sis.rules.columns import BLANK, REFUSE, STUDENT, day, text, word
from sis.rules.values import Unreadable

CHANNELS = {
    **dict.fromkeys(("call", "phone", "voice", "robocall", "autodialer", "auto dialer"), "call"),
    **dict.fromkeys(("text", "sms", "text message"), "text"),
    **dict.fromkeys(("email", "e mail", "mail"), "email"),
    **dict.fromkeys(("app", "push", "portal", "notification"), "app"),
}
RESULTS = {
    **dict.fromkeys(("answered", "answer", "human", "live", "person", "picked up"), "answered"),
    **dict.fromkeys(("machine", "voicemail", "answering machine", "left message"), "machine"),
    **dict.fromkeys(("delivered", "sent", "success", "opened", "read"), "delivered"),
    **dict.fromkeys(("no answer", "busy", "not answered", "no pickup", "hung up"), "no_answer"),
    **dict.fromkeys(
        ("failed", "bounced", "undelivered", "disconnected", "invalid", "bad number", "opted out"),
        "failed",
    ),
}


def channel(written: str) -> str:
    """Return by what an automatic message went out. Raises Unreadable for any other word.

    Source: docs/import.md, absence_contacts.csv.
    """
    return _one_of(CHANNELS, written, "call, text, email, app")


def result(written: str) -> str:
    """Return what came of an automatic message. Raises Unreadable for any other word.

    Source: docs/import.md, absence_contacts.csv.
    """
    return _one_of(RESULTS, written, "answered, machine, delivered, no answer, failed")


def _one_of(known: Mapping[str, str], written: str, use: str) -> str:
    found = known.get(" ".join(re.sub(r"[^\w]+|_", " ", written.casefold()).split()))
    if found is None:
        raise Unreadable(f"not known; use {use}")
    return found


COLUMNS = (
    STUDENT,
    day("date", REFUSE, read=values.required(values.iso_date)),
    word("channel", channel, REFUSE),
    word("result", result, REFUSE),
    text("by", 120, BLANK),
)
