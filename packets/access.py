"""Which packets a person may see: those of the students they reach, for a reader they may be."""

from datetime import date

from django.db.models import QuerySet

from accounts.access import (
    StaffRequest,
    Who,
    about_reached,
    fetch,
    forbidden,
    permissions_on,
)
from accounts.choices import Permission
from packets.choices import Reader
from packets.models import Packet

# What a person must be allowed to read besides packets, for each reader's edition: what it shows.
NEEDED: dict[str, tuple[Permission, ...]] = {
    Reader.CHAIR: (Permission.CONTACT_READ, Permission.POPULATION_READ),
    Reader.COURT: (Permission.CONTACT_READ,),
    Reader.FAMILY: (Permission.POPULATION_READ,),
    Reader.PANEL: (),
}


def packets_for(who: Who, permission: str, *, on: date) -> QuerySet[Packet]:
    """Return the packets that are ready, of the students within reach."""
    return Packet.objects.ready().filter(about_reached(who, permission, on=on))


def fetch_packet(request: StaffRequest, key: int) -> Packet:
    """Fetch a packet that is ready, of a student within reach, and log the reading.

    Raises PermissionDenied for an edition that shows more than the person may read.
    """
    found = fetch(
        request, packets_for, Permission.PACKET_READ, key, related=["student", "document"]
    )
    may = permissions_on(request.scope, found.student, on=request.scope.on)
    if not may.issuperset(NEEDED[found.reader]):
        forbidden(request, f"packet for the {found.reader}", student_id=found.student_id)
    return found
