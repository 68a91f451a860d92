"""Which packets a person may see: those of the students they reach, for a reader they may be."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.access import (
    LARGEST_KEY,
    Seen,
    StaffRequest,
    page_of,
    permissions_on,
    refuse,
    students_for,
    why,
)
from accounts.choices import Permission
from audit.choices import Access
from packets.choices import Reader
from packets.models import Packet

# What a person must be allowed to read besides packets, for each reader's edition: what it shows.
NEEDED: dict[str, tuple[Permission, ...]] = {
    Reader.CHAIR: (Permission.CONTACT_READ, Permission.POPULATION_READ),
    Reader.COURT: (Permission.CONTACT_READ,),
    Reader.FAMILY: (Permission.POPULATION_READ,),
    Reader.PANEL: (),
}


def packet_or_404(request: StaffRequest, pk: int) -> Packet:
    """Fetch a packet that is ready, of a student within reach, and log that it is taken out.

    Raises PermissionDenied for an edition that shows more than the person may read.
    """
    reached = students_for(request.scope, Permission.PACKET_READ, on=request.scope.on)
    found = (
        Packet.objects.ready()
        .filter(pk=min(pk, LARGEST_KEY), student__in=reached)
        .select_related("student")
        .first()
    )
    if found is None:
        refuse(request, reason=f"packet {min(pk, LARGEST_KEY)} out of reach")
        raise Http404
    student = found.student
    may = permissions_on(request.scope, student, on=request.scope.on)
    if not may.issuperset(NEEDED[found.reader]):
        refuse(request, reason=f"packet for the {found.reader}", student_id=student.pk)
        raise PermissionDenied
    grants = why(request.scope, student, Permission.PACKET_READ, on=request.scope.on)
    request.seen.append(Seen(Access.READ, page_of(request), [student.pk], grants))
    request.seen.append(Seen(Access.EXPORTED, page_of(request), [student.pk], grants))
    return found
