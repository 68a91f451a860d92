"""The least valid packet, and a file for it."""

import io

import factory
import pikepdf
from factory.django import DjangoModelFactory

from audit.choices import ActorKind
from documents.choices import PDF, Retention, Scan
from documents.models import Document
from packets.choices import PacketState, Reader
from packets.models import Packet
from sarb.models import REFERRAL
from tests.sarb.factories import SENT_AT, ReferralFactory


class DocumentFactory(DjangoModelFactory):
    """A packet's file of a page, which is in the store only if a test puts it there."""

    class Meta:
        model = Document

    sha256 = "a" * 64
    media_type = PDF
    size = 100_000
    pages = 12
    title = "packet-1-chair-edition-1"
    retention = Retention.PACKET
    scan = Scan.MADE
    record_kind = "packet"
    record_id = "1"
    actor_kind = ActorKind.JOB
    actor_id = actor_name = "packets"


class PacketFactory(DjangoModelFactory):
    """A ready edition of a referral, whose file is not there."""

    class Meta:
        model = Packet

    class Params:
        referral = factory.SubFactory(ReferralFactory)

    student = factory.LazyAttribute(lambda packet: packet.referral.student)
    about_kind = REFERRAL
    about_id = factory.LazyAttribute(lambda packet: packet.referral.pk)
    reader = Reader.CHAIR
    edition = 1
    state = PacketState.READY
    asked_by = "Raymond Ortiz"
    facts = factory.LazyFunction(lambda: {"missing": []})
    facts_sha256 = "f" * 64
    frozen_at = SENT_AT
    document = factory.SubFactory(DocumentFactory, student=factory.SelfAttribute("..student"))
    built_at = SENT_AT


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    content = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(content, deterministic_id=True)
    return content.getvalue()
