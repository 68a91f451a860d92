"""One edition, taken out as a file."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, requires
from accounts.choices import Permission
from documents.actions import files
from packets.access import taken_out
from packets.actions.ordering import note_taken_out


@require_safe
@requires(Permission.PACKET_READ)
def file(request: StaffRequest, pk: int) -> HttpResponse:
    packet = taken_out(request, pk)
    note_taken_out(request.act, packets=[packet])
    response = HttpResponse(files.read(packet.sha256), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{packet.file_name}"'
    return response
