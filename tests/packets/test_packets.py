"""Packets: what is in them, once, frozen, and whole."""

import io
import json
from datetime import date, timedelta
from hashlib import sha256

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError, NotSupportedError, ProgrammingError

from audit.models import AuditEvent
from core.canonical import canonical, digest
from documents.actions import files
from packets.choices import PacketState, Reader
from packets.models import Packet
from tests.factories import (
    TODAY,
)
from tests.packets.emily import build, facts_for
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory

FROZEN = (InternalError, IntegrityError, NotSupportedError, ProgrammingError)


def opened(packet):
    return pikepdf.open(io.BytesIO(files.read(packet.document.sha256)))


def evidence(pdf):
    return pdf.attachments["evidence.json"].get_file().read_bytes()


def test_an_edition_is_a_whole_document(referral, by):
    packet = build(referral, by)
    content = files.read(packet.document.sha256)
    assert (packet.state, packet.edition, packet.document.size) == ("ready", 1, len(content))
    with opened(packet) as pdf:
        assert len(pdf.pages) == packet.document.pages >= 8
        assert sha256(evidence(pdf)).hexdigest() == packet.facts_sha256
        assert pdf.Root.MarkInfo.Marked
        assert "Emily Reyes" in str(pdf.open_metadata()["dc:title"])
        titles = [item.title for item in pdf.open_outline().root]
    assert titles[0] == "Cover"
    assert any("Attendance" in title for title in titles)


def test_what_is_missing_is_named(referral, by):
    packet = build(referral, by)
    assert packet.missing[0].endswith("(EC 48263)")
    assert "Attempts to reach a parent or guardian: 1 of 3" in packet.missing
    assert not any("Home visit" in line for line in packet.missing)


def test_building_twice_gives_the_same_edition(referral, by):
    first, second = build(referral, by), build(referral, by)
    assert (second.state, second.previous_id) == (PacketState.UNCHANGED, first.pk)
    assert Packet.objects.ready().count() == 1


def test_new_facts_are_a_new_edition_that_names_the_old(referral, by):
    first = build(referral, by)
    DocketPlaceFactory(referral=referral)
    second = build(referral, by)
    assert (second.edition, second.previous_id) == (2, first.pk)
    first.refresh_from_db()
    assert files.read(first.document.sha256) != files.read(second.document.sha256)


def test_each_reader_has_editions_of_its_own(referral, by):
    editions = [build(referral, by, reader).edition for reader in Reader]
    assert editions == [1, 1, 1, 1]


@pytest.mark.parametrize("change", [{"document": None}, {"facts": {}}, {"state": "waiting"}])
def test_an_edition_is_never_changed(referral, by, change):
    packet = build(referral, by)
    with pytest.raises(FROZEN), transaction.atomic():
        Packet.objects.filter(pk=packet.pk).update(**change)
    with pytest.raises(FROZEN), transaction.atomic():
        packet.delete()


def test_the_hash_follows_the_facts_alone(referral):
    facts = facts_for(referral)
    later = facts_for(referral, Reader.CHAIR, on=TODAY + timedelta(days=1))
    assert digest(facts) == digest(dict(reversed(facts.items()))) == digest(later)
    assert digest(json.loads(canonical(facts))) == digest(facts)


def test_a_year_that_was_never_judged_has_its_packet(worker_db, today, store, by):
    packet = build(ReferralFactory(student__birth_date=None), by)
    assert (packet.state, packet.facts["attendance"]) == ("ready", None)


def test_words_that_look_like_markup_are_words(worker_db, today, store, by):
    referral = ReferralFactory(text="<img src='file:///etc/passwd'> & <b>bold</b> {{ x }}")
    assert build(referral, by).state == PacketState.READY


def test_building_is_audited(referral, by):
    packet = build(referral, by)
    event = AuditEvent.objects.get(action="packet.built")
    assert (event.student_id, event.detail["sha256"]) == (
        referral.student_id,
        packet.document.sha256,
    )


def test_dates_are_dates_of_the_district(referral):
    facts = facts_for(referral, Reader.CHAIR, on=date(2026, 11, 18))
    assert [day["date"] for day in facts["attendance"]["days"]] == [
        "2026-08-17",
        "2026-08-24",
        "2026-08-31",
    ]
    assert {day["verdict"] for day in facts["attendance"]["days"]} == {"counted"}
