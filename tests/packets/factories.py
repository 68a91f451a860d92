"""The least valid packet, and a file for it."""

import io

import factory
import pikepdf
from factory.django import DjangoModelFactory

from packets.choices import PacketState, Reader
from packets.models import Packet
from sarb.models import REFERRAL
from tests.sarb.factories import SENT_AT, ReferralFactory


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
    sha256 = "a" * 64
    pages = 12
    bytes = 100_000
    built_at = SENT_AT


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    content = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(content, deterministic_id=True)
    return content.getvalue()
