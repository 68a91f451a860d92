"""A packet takes a dossier of any cause: it knows neither referral nor hearing."""

import io

import pytest
from pypdf import PdfReader

from documents.actions import read
from packets.actions.building import build_next, build_now
from packets.actions.ordering import order
from packets.choices import PacketState, Reader
from packets.models import Packet
from packets.rules.dossier import About, Dossier, PacketCause, UnknownCause, Words
from tests.factories import YEAR, EnrollmentFactory, HouseholdFactory, StudentFactory


@pytest.fixture
def student(worker_db, today, store):
    """A student with a brother, Mateo."""
    home = HouseholdFactory()
    StudentFactory(first_name="Mateo", last_name="Reyes", household=home)
    return EnrollmentFactory(student__household=home).student


@pytest.fixture
def cause(student):
    """A cause that no room has: a visit, with words for some readers only."""

    def dossier(key, *, on):
        return Dossier(
            about=About("visit", key, student.pk),
            school_year=YEAR,
            facts={"visit": {"on": on.isoformat(), "said": Words("Mateo was in.", "staff_words")}},
            missing=("A second visit",),
        )

    return PacketCause("visit", dossier, "packets/packet.html", "What was seen")


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (Reader.CHAIR, "Mateo was in."),
        (Reader.PANEL, "[another child] was in."),
        (Reader.FAMILY, ""),
    ],
)
def test_a_packet_of_another_cause_is_built_and_redacted(by, student, cause, reader, said):
    packet = build_now(by, about=About("visit", 7, student.pk), reader=reader, cause=cause)
    assert (packet.state, packet.about) == ("ready", About("visit", 7, student.pk))
    assert packet.facts["visit"] == {"on": by.on.isoformat(), "said": said}
    assert packet.missing == ["A second visit"]
    pages = PdfReader(io.BytesIO(read(packet.document.sha256))).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "2. What was seen" in text
    assert "hearing" not in text.casefold()


def test_a_cause_that_nobody_offers_fails_and_says_so(by, student):
    order(by, abouts=[About("trial", 1, student.pk)], reader=Reader.CHAIR)
    with pytest.raises(UnknownCause):
        build_next(by, causes=[])
    failed = Packet.objects.get()
    assert failed.state == PacketState.FAILED
    assert "order it again" in failed.problem
