"""Ordering packets, and taking out all of a day as a zip or bound in one file."""

import io
import zipfile
from datetime import date
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, fetch, log_read, not_there, requires
from accounts.choices import Permission
from audit.choices import Access
from core import pdf
from core.downloads import download
from core.refusals import attempt
from documents.actions import bind, read, superseded
from documents.choices import PDF
from documents.models import Document
from law.queries import named
from packets.actions.ordering import note_taken_out
from packets.choices import Reader
from packets.models import Packet
from packets.queries.editions import superseded_since
from sarb.access import for_the_chair, referrals_for
from sarb.actions.packets import order_packets
from sarb.forms import ReaderForm
from sarb.models import Docket, Referral
from sarb.queries import lists
from sarb.queries.agenda import agenda_of

NO_FONT = "The sheet cannot be printed: correct the place or the name. No font draws"


class Edition(NamedTuple):
    """A case's packet for the chair, in the order of the day."""

    position: int
    packet: Packet
    document: Document
    superseded_on: date | None

    @property
    def content(self) -> bytes:
        """Its file: what was superseded says so on its pages."""
        kept = read(self.document.sha256)
        return superseded(kept, on=self.superseded_on) if self.superseded_on else kept


@require_POST
@requires(Permission.PACKET_BUILD)
def build(request: StaffRequest, pk: int) -> HttpResponse:
    """Order a packet of one referral. Clicking again orders nothing more."""
    found = fetch(request, Referral, Permission.PACKET_BUILD, pk, related=["student"])
    form = ReaderForm(request.POST)
    if form.is_valid():
        reader = Reader(form.cleaned_data["reader"])
        _order(request, [found], reader, "The packet is being built.")
    return redirect("sarb:referral", pk=found.pk)


@require_POST
@requires(Permission.PACKET_BUILD)
def build_all(request: StaffRequest, pk: int) -> HttpResponse:
    """Order the chair's packet of every case of the day within reach."""
    docket = fetch(request, Docket, Permission.PACKET_BUILD, pk)
    reached = referrals_for(request.scope, Permission.PACKET_BUILD, on=request.scope.on)
    found = list(
        reached.filter(place__docket=docket).select_related("student").order_by("place__position")
    )
    log_read(request, "sarb:build_all", [one.student_id for one in found])
    _order(request, found, Reader.CHAIR, "The packets are being built.")
    return redirect("sarb:docket", pk=docket.pk)


def _order(request: StaffRequest, referrals: list[Referral], reader: Reader, done: str) -> None:
    """Order what may be built, and say so; and of what waits, why."""
    ordered = attempt(
        request,
        lambda: order_packets(request.act, referrals=referrals, reader=reader),
        lambda held: done if not held or len(held) < len(referrals) else "",
    )
    if held := ordered.result:
        names = "; ".join(str(one.student) for one in held)
        messages.warning(
            request,
            f"Not ordered: {names}. A report waits for a decision: withdraw or uphold it first.",
        )


@require_safe
@requires(Permission.PACKET_READ)
def zipped(request: StaffRequest, pk: int) -> HttpResponse:
    """The newest edition for the chair of every case of the day, each a file of its own."""
    docket, editions = _editions(request, pk)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for one in editions:
            name = f"{one.position:02d}-{one.document.file_name}"
            archive.writestr(name, one.content)
    name = f"packets-{docket.date:%Y-%m-%d}.zip"
    return download(content.getvalue(), name, media_type="application/zip")


@require_safe
@requires(Permission.PACKET_READ)
def bound(request: StaffRequest, pk: int) -> HttpResponse:
    """The same in one PDF, to print on both sides: each packet begins on a sheet of its own and keeps
    its own page numbers.
    """
    docket, editions = _editions(request, pk)
    parts = [(one.packet.student.name_and_id, one.content) for one in editions]
    name = f"packets-{docket.date:%Y-%m-%d}.pdf"
    content = bind(
        parts, title=f"Packets, {named(docket.level, 'teams')}, {docket}", on_fronts=True
    )
    return download(content, name, media_type=PDF)


@require_safe
@requires(Permission.PACKET_READ)
def agenda(request: StaffRequest, pk: int) -> HttpResponse:
    """The day on one page, to print: who is heard when, and the break."""
    docket = fetch(request, Docket, Permission.PACKET_READ, pk, related=["chair"])
    reached = referrals_for(request.scope, Permission.PACKET_READ, on=request.scope.on)
    hearings = lists.hearings_of(docket, reached, on=request.scope.on)
    students = [one.line.referral.student_id for one in hearings]
    log_read(request, "sarb:agenda", students, access=Access.EXPORTED)
    context = {
        "docket": docket,
        "items": agenda_of(docket, hearings),
        "others": docket.places.count() - len(hearings),
    }
    try:
        sheet = pdf.render(render_to_string("sarb/print/agenda.html", context))
    except pdf.MissingCharacter as missing:
        messages.error(request, f"{NO_FONT} {missing}")
        return redirect("sarb:docket", pk=docket.pk)
    name = f"agenda-{docket.date:%Y-%m-%d}.pdf"
    return download(sheet.content, name, media_type=PDF, is_read=True)


def _editions(request: StaffRequest, pk: int) -> tuple[Docket, list[Edition]]:
    docket = fetch(request, Docket, Permission.PACKET_READ, pk)
    reached = for_the_chair(request)
    hearings = lists.hearings_of(docket, reached, on=request.scope.on)
    since = superseded_since([one.edition.pk for one in hearings if one.edition])
    found = [
        Edition(one.place.position, one.edition, one.edition.document, since.get(one.edition.pk))
        for one in hearings
        if one.edition and one.edition.document
    ]
    if not found:
        not_there(request, "no packet of the day is ready")
    students = [one.packet.student_id for one in found]
    log_read(request, "sarb:packets", students)
    log_read(request, "sarb:packets", students, access=Access.EXPORTED)
    note_taken_out(request.act, packets=[one.packet for one in found])
    return docket, found
