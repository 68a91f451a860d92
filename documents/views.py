"""Opening a document at its signed address."""

from datetime import date
from urllib.parse import urlsplit

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import resolve
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, log_read, not_there, page_of, signed_in
from audit.actions import record
from audit.choices import Access
from core.downloads import download
from documents.access import SignedAddress, read_address
from documents.actions import read, superseded
from documents.actions.cleaning import JPEG
from documents.choices import AddressPurpose, Retention, Scan
from documents.models import Document

TAKEN_OFF = (Retention.CASEWORK,)  # of these the record can go while an address is open


@require_safe
@signed_in
def document(request: StaffRequest, signed: str) -> HttpResponse | HttpResponseRedirect:
    """The file, for whom the address was made. Audited, and logged as an export.

    An address that is over leads back to the page that gave it out. What can be taken off meanwhile is
    asked for at that page's door once more, before the file is read.
    """
    address = read_address(signed)
    if address is None or not address.is_for(request.act):
        not_there(request, "not an address for this person")
    if address.is_over(request.act):
        return HttpResponseRedirect(address.door)
    found = Document.objects.get(pk=address.document)
    if found.retention in TAKEN_OFF:
        _knock(request, address)
    content, name = _file(found, address)
    _log(request, found, address)
    is_read = address.purpose == AddressPurpose.READ and _is_shown(found)
    return download(content, name, media_type=found.media_type, is_read=is_read)


def _knock(request: StaffRequest, address: SignedAddress) -> None:
    """Ask the view that gave the address out whether it would now. Raises Http404 and PermissionDenied."""
    door = resolve(urlsplit(address.door).path)
    door.func(request, *door.args, **door.kwargs)


def _is_shown(found: Document) -> bool:
    """Return whether the browser may show the file: not a PDF that nothing looked through. A picture was
    drawn anew, and on the screen it leaves no copy among the downloads.
    """
    return found.scan != Scan.UNSCANNED or found.media_type == JPEG


def _file(found: Document, address: SignedAddress) -> tuple[bytes, str]:
    """Return the content and the name under which it is saved."""
    content = read(found.sha256, media_type=found.media_type)
    if not address.superseded_on:
        return content, found.file_name
    since = date.fromisoformat(address.superseded_on)
    stamped = superseded(content, on=since, languages=address.languages)
    return stamped, f"superseded-{found.file_name}"


def _log(request: StaffRequest, found: Document, address: SignedAddress) -> None:
    students = [found.student_id] if found.student_id else []
    log_read(
        request,
        page_of(request),
        students,
        access=Access.EXPORTED,
        grants=address.grants,
    )
    record(
        request.act,
        action="document.opened",
        target_kind=found.record_kind,
        target_id=found.record_id,
        student_id=found.student_id,
        detail={"document": found.pk, "sha256": found.sha256, "purpose": address.purpose},
    )
