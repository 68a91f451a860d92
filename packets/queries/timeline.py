"""The packets that were built about a student, as the timeline tells it."""

from collections.abc import Iterable

from core.timeline import Entry
from packets.choices import Reader
from packets.models import Packet

KIND = "packet"


def timeline(student_id: int) -> Iterable[Entry]:
    """Yield every edition when it was built, and for whom. One statement. For whoever may read
    packets.
    """
    editions = Packet.objects.ready().filter(student=student_id).order_by("pk")
    for packet in editions.defer("facts"):
        if packet.built_at:
            reader = Reader(packet.reader).label.lower()
            yield Entry(
                at=packet.built_at,
                key=f"packet:{packet.pk}",
                kind=KIND,
                title=f"Packet for the {reader} built, edition {packet.edition}",
                by=packet.asked_by,
                icon="stack-2",
            )
