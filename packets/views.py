"""One edition, taken out as a file."""

from django.http import HttpResponseRedirect
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, not_there, requires
from accounts.choices import Permission
from documents.access import Stamp, redirect_to
from documents.choices import AddressPurpose
from packets.access import fetch_packet
from packets.queries.editions import languages_of, superseded_since


@require_safe
@requires(Permission.PACKET_READ)
def file(request: StaffRequest, pk: int) -> HttpResponseRedirect:
    packet = fetch_packet(request, pk)
    if packet.document is None:
        not_there(request, "a packet without a file")  # no ready packet is without one
    since = superseded_since([packet.pk]).get(packet.pk)
    stamp = Stamp(since, languages_of(packet)) if since else None
    return redirect_to(request, packet.document, purpose=AddressPurpose.SAVE, stamp=stamp)
