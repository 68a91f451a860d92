"""Packets of a referral and of a whole day on the web."""

import io
import zipfile
from datetime import date

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from accounts.choices import Role
from audit.choices import Access
from audit.models import AccessEvent, AuditEvent
from documents.actions import files
from packets.actions.building import build_next
from packets.choices import PacketState
from packets.models import Packet, PacketStamp
from sarb.tasks import CAUSES
from tests.conftest import as_worker
from tests.factories import EnrollmentFactory, act
from tests.packets.factories import PacketFactory, blank_pdf
from tests.sarb.factories import DocketFactory, DocketPlaceFactory, ReferralFactory
from tests.sarb.pages import url
from tests.world import hire, person


def edition_of(referral, stored):
    """A ready packet of a referral whose file is in the store."""
    title = f"packet-{referral.pk}-chair-edition-1"
    return PacketFactory(referral=referral, document__sha256=stored.sha256, document__title=title)


def file_of(packet):
    return reverse("packets:file", args=[packet.pk])


@pytest.fixture
def edition(referral, store):
    """A ready packet of Ana's whose file is in the store."""
    stored = files.store(blank_pdf())
    return edition_of(referral, stored)


def test_one_click_orders_every_packet_of_the_day(chair, district):
    docket = DocketFactory()
    for position, student in enumerate((district.ana, district.dov), start=1):
        DocketPlaceFactory(docket=docket, position=position, referral__student=student)
    for _ in range(2):
        chair.client.post(url("build_all", docket.pk))
    assert sorted(Packet.objects.values_list("state", flat=True)) == ["waiting", "waiting"]
    waiting = chair.client.get(url("docket", docket.pk)).content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    fragment = chair.client.get(url("docket", docket.pk), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()


def test_a_packet_is_ordered_built_and_taken_out(committed, today, store):
    chair = person(hire(Role.SARB_CHAIR))
    referral = ReferralFactory()
    chair.client.post(url("build", referral.pk), {"reader": "chair"})
    built = as_worker(build_next, act(), causes=CAUSES)
    assert built.state == PacketState.READY
    shown = chair.client.get(url("referral", referral.pk)).content.decode()
    assert "Edition 1 for the chair" in shown
    assert "every 2s" not in shown
    answer = chair.client.get(file_of(built), follow=True)
    assert answer.content.startswith(b"%PDF-")
    assert f"packet-{referral.pk}-chair-edition-1.pdf" in answer["Content-Disposition"]


def test_what_was_superseded_says_so_in_every_file_that_is_taken_out(chair, referral, edition):
    docket = DocketPlaceFactory(referral=referral).docket
    for day in (7, 6):
        at = act(on=date(2026, 10, day)).at
        PacketStamp.objects.create(packet=edition, reason="A note.", stamped_at=at, stamped_by="B")
    file = chair.client.get(file_of(edition), follow=True)
    assert "superseded-packet" in file["Content-Disposition"]
    zipped = chair.client.get(url("packets_zip", docket.pk)).content
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        [name] = archive.namelist()
        single = archive.read(name)
    bound = chair.client.get(url("packets_pdf", docket.pk)).content
    for content in (file.content, single, bound):
        page, *back = PdfReader(io.BytesIO(content)).pages
        assert len(back) == (content is bound)  # the empty back of its sheet
        assert "Superseded on October 6, 2026" in page.extract_text()
    assert "Superseded" in chair.client.get(url("docket", docket.pk)).content.decode()
    assert files.read(edition.document.sha256) == blank_pdf()


def test_taking_out_is_logged_and_audited(chair, edition):
    chair.client.get(file_of(edition), follow=True)
    exported = AccessEvent.objects.get(access=Access.EXPORTED)
    assert exported.student_ids == [edition.student_id]
    assert (
        AuditEvent.objects.get(action="document.opened").detail["document"] == edition.document_id
    )


def test_a_packet_out_of_reach_is_as_none(outsider, edition):
    assert outsider.client.get(file_of(edition)).status_code == 404
    assert not AuditEvent.objects.filter(action="document.opened").exists()


def test_a_packet_that_is_not_ready_is_no_file(chair, referral):
    packet = PacketFactory(referral=referral, state=PacketState.WAITING)
    assert chair.client.get(file_of(packet)).status_code == 404


def test_all_of_a_day_as_zip(chair, referral, edition):
    place = DocketPlaceFactory(referral=referral)
    answer = chair.client.get(url("packets_zip", place.docket_id))
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert names == [f"01-packet-{edition.about_id}-chair-edition-1.pdf"]
    assert "Ito" not in "".join(names)
    assert AccessEvent.objects.filter(access=Access.EXPORTED).count() == 1


@pytest.mark.parametrize("name", ["packets_zip", "packets_pdf"])
def test_a_day_s_packets_take_as_many_statements_for_six(
    chair, district, store, name, django_assert_num_queries
):
    small, large = DocketFactory(), DocketFactory(place="Room C")
    stored = files.store(blank_pdf())
    for docket, cases in ((small, 1), (large, 6)):
        for position in range(1, cases + 1):
            referral = ReferralFactory(accepted=True)
            EnrollmentFactory(student=referral.student, school=district.oak)
            DocketPlaceFactory(docket=docket, referral=referral, position=position)
            edition_of(referral, stored)
    chair.client.get(url(name, small.pk))
    with CaptureQueriesContext(connection) as one:
        assert chair.client.get(url(name, small.pk)).status_code == 200
    with django_assert_num_queries(len(one)):
        assert chair.client.get(url(name, large.pk)).status_code == 200


def test_a_day_without_packets_has_no_zip(chair):
    assert chair.client.get(url("packets_zip", DocketFactory().pk)).status_code == 404


def test_all_of_a_day_bound_to_print(chair, referral, edition):
    place = DocketPlaceFactory(referral=referral)
    answer = chair.client.get(url("packets_pdf", place.docket_id))
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2  # the back of its sheet stays empty
        assert [item.title for item in pdf.open_outline().root] == [
            f"Ito, Ana, ID {referral.student.sis_id}"
        ]


@pytest.mark.parametrize("name", ["packets_zip", "packets_pdf"])
def test_the_right_to_packets_everywhere_and_to_what_they_show_at_one_school(
    district, store, name
):
    both = hire(Role.AUDITOR)  # reads packets of the whole district, and no contacts
    hire(Role.SARB_CHAIR, district.oak, to=both)
    hire(Role.CLERK, district.pine, to=both)  # reads contacts there, and of no group
    docket, stored = DocketFactory(), files.store(blank_pdf())
    for position, student in enumerate((district.ana, district.dov), start=1):
        referral = ReferralFactory(student=student, accepted=True)
        DocketPlaceFactory(docket=docket, referral=referral, position=position)
        edition_of(referral, stored)
    assert person(both).client.get(url(name, docket.pk)).status_code == 200
    assert AccessEvent.objects.get(access=Access.EXPORTED).student_ids == [district.ana.pk]
    assert person(hire(Role.AUDITOR)).client.get(url(name, docket.pk)).status_code == 403
