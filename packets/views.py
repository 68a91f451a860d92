"""One edition, taken out as a file."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, requires
from accounts.choices import Permission
from core.downloads import download
from documents.actions import files
from documents.choices import PDF
from packets.access import taken_out
from packets.actions.ordering import note_taken_out


@require_safe
@requires(Permission.PACKET_READ)
def file(request: StaffRequest, pk: int) -> HttpResponse:
    packet = taken_out(request, pk)
    note_taken_out(request.act, packets=[packet])
    return download(files.read(packet.sha256), packet.file_name, media_type=PDF)
