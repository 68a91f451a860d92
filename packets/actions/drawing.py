"""Drawing a frozen packet: the same facts give the same pages, whenever they are drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from core import pdf
from core.canonical import canonical
from core.facsimile import Laid, count_pages, lay_in
from documents.actions import read
from letters.actions.printing import STYLES, number_of, wordings_of
from letters.models import Copy
from letters.queries.sheet import html_of as letter_html
from packets.choices import Reader
from packets.models import Packet
from packets.queries.letters import AS_MAILED
from packets.rules.dossier import PacketCause
from packets.rules.spoken import spoken

LETTER_WIDTH = 460.8  # points: 6.4 inches, as wide as the box in packet.css
SUPPORTS = ("supports", "Supports tried")
# The sections after what the packet is about.
SECTIONS = (
    ("attendance", "Attendance"),
    ("standing", "Reports and steps taken"),
    ("letters", "Letters and proof of notice"),
    ("contacts", "Contacts"),
    ("records", "School record"),
    ("missing", "What is missing and what is left out"),
)


@dataclass(frozen=True)
class Facsimile:
    """One mailed copy whose pages are in the packet."""

    copy: int
    title: str
    to: str
    is_as_mailed: bool
    content: bytes
    pages: int

    @property
    def boxes(self) -> list[tuple[str, int]]:
        """The id of the room for each page, and the page's number from 1."""
        return [(f"letter-{self.copy}-{n}", n) for n in range(1, self.pages + 1)]

    @property
    def laid(self) -> Iterator[Laid]:
        return (Laid(box, self.content, number - 1) for box, number in self.boxes)


def draw(packet: Packet, cause: PacketCause) -> pdf.Rendered:
    """Return the PDF of frozen facts, with the facts embedded as evidence.json.

    The letters come in as their own pages, which are frozen as well. Raises FileIsDamaged if a
    mailed letter is not in the store.
    """
    facts = packet.facts or {}
    letters = list(facsimiles(facts))
    evidence = pdf.Embedded("evidence.json", "The facts of this packet", canonical(facts))
    drawn = pdf.render(html_of(packet, cause, letters), attachments=[evidence])
    laid = [page for letter in letters for page in letter.laid]
    return pdf.Rendered(lay_in(drawn.content, laid, width=LETTER_WIDTH, below=3), drawn.pages)


def html_of(packet: Packet, cause: PacketCause, letters: list[Facsimile]) -> str:
    """Return the packet as one HTML document for print, with room for the letters' pages."""
    sections = _sections(cause, packet.reader)
    return render_to_string(
        cause.template,
        {
            "facts": packet.facts,
            "edition": packet.edition,
            "frozen_at": packet.frozen_at,
            "sha256": packet.facts_sha256,
            "previous": packet.previous,
            "is_for_family": packet.reader == Reader.FAMILY,
            "reader_words": Reader(packet.reader).label.lower(),
            "letters": letters,
            "homes": list(_homes(packet.facts or {}, sections)),
            "sections": sections,
            "title": {one["id"]: one["title"] for one in sections},
        },
    )


def _sections(cause: PacketCause, reader: str) -> list[dict[str, str]]:
    """The id and the numbered title of each section, in the order of the pages."""
    sheets = [(key, title) for key, title, readers in cause.agenda if reader in readers]
    every = (SUPPORTS, *sheets, ("cause", cause.opening), *SECTIONS)
    return [
        {"id": key, "name": title, "title": f"{number}. {title}"}
        for number, (key, title) in enumerate(every, start=1)
    ]


def _homes(facts: dict[str, Any], sections: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Yield the languages of the home in which the whole is told first, with the titles of its sections."""
    for home in facts.get("homes", ()):
        titles = {
            one["id"]: f"{number}. {spoken(one['name'], home)}"
            for number, one in enumerate(sections, start=1)
        }
        ours: dict[str, Any] = next(
            (one for one in facts["theirs"] if one["language"] == home["language"]), {}
        )
        yield {**home, "title": titles, "theirs": ours.get("text", "")}


def facsimiles(facts: dict[str, Any]) -> Iterator[Facsimile]:
    """Yield the mailed copies that the facts show, in their order."""
    for letter in facts.get("letters", ()):
        for copy in letter["copies"]:
            if copy["shown"]:
                is_as_mailed = copy["shown"] == AS_MAILED
                content = read(copy["sha256"]) if is_as_mailed else _again(copy["id"])
                yield Facsimile(
                    copy=copy["id"],
                    title=letter["title"],
                    to=copy["to"],
                    is_as_mailed=is_as_mailed,
                    content=content,
                    pages=count_pages(content),
                )


def _again(key: int) -> bytes:
    """Draw a copy from its frozen facts without the address, for who may not read it."""
    copy = Copy.objects.get(pk=key)
    recipient = {**copy.facts["recipient"], "address": []}
    facts = {**copy.facts, "recipient": recipient}
    html = letter_html(facts, wordings_of(copy), number=number_of(copy))
    return pdf.render(html, base=STYLES).content
