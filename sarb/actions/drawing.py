"""Drawing a frozen packet: the same facts give the same pages, whenever they are drawn."""

from typing import Any

from django.template.loader import render_to_string

from core import pdf
from sarb.choices import Reader
from sarb.models import Packet
from sarb.queries.facts import canonical

SECTIONS = (
    ("referral", "Referral and family"),
    ("attendance", "Attendance"),
    ("standing", "Reports and steps taken"),
    ("letters", "Letters and proof of notice"),
    ("contacts", "Contacts, supports and plan"),
    ("records", "School record"),
    ("missing", "What is missing and what is left out"),
)
READERS: dict[str, str] = {
    Reader.CHAIR: "chair",
    Reader.PANEL: "panel",
    Reader.FAMILY: "family",
    Reader.COURT: "court",
}


def draw(packet: Packet) -> pdf.Rendered:
    """Return the PDF of frozen facts, with the facts embedded as evidence.json."""
    facts = packet.facts or {}
    evidence = pdf.Embedded("evidence.json", "The facts of this packet", canonical(facts))
    return pdf.render(html_of(packet), attachments=[evidence])


def html_of(packet: Packet) -> str:
    """Return the packet as one HTML document for print."""
    return render_to_string("sarb/packet/packet.html", _context(packet))


def _context(packet: Packet) -> dict[str, Any]:
    return {
        "facts": packet.facts,
        "edition": packet.edition,
        "frozen_at": packet.frozen_at,
        "sha256": packet.facts_sha256,
        "previous": packet.previous,
        "reader_words": READERS[packet.reader],
        "sections": [
            {"id": key, "title": f"{number}. {title}"}
            for number, (key, title) in enumerate(SECTIONS, start=1)
        ],
    }
