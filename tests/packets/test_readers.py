"""What each reader of a packet is told, and what stands in no reader's file."""

import pytest

from core.canonical import canonical
from packets.actions.drawing import html_of
from packets.choices import Reader
from packets.models import Packet
from sarb.queries.dossiers import CAUSE
from tests.factories import (
    NoteFactory,
)
from tests.packets.emily import facts_for
from tests.sarb.factories import ReferralFactory

HIDDEN = {
    "another child": ("Mateo", {Reader.CHAIR}),
    "home address": ("12 Elm St", {Reader.CHAIR, Reader.COURT}),
    "telephone": ("2135550142", {Reader.CHAIR, Reader.COURT}),
    "order": ("No contact with the father", {Reader.CHAIR}),
    "program": ("Individualized education program", {Reader.CHAIR, Reader.FAMILY}),
    "foster": ("Foster", set()),
    "homeless": ("homelessness", set()),
    "staff's words": ("A neighbor said", {Reader.CHAIR, Reader.PANEL, Reader.COURT}),
    "grades": ("Algebra", set(Reader)),
}


@pytest.mark.parametrize("reader", Reader)
def test_who_reads_what(referral, reader):
    """What a reader may not read is in neither the pages nor the embedded facts."""
    facts = facts_for(referral, reader)
    told = {**facts, "left_out": []}
    text = canonical(told).decode()
    html = html_of(Packet(reader=reader, edition=1, facts=told), CAUSE, [])
    for what, (words, readers) in HIDDEN.items():
        assert (words in text) is (reader in readers), what
        if reader not in readers:
            assert words not in html, what


def test_a_confidential_address_is_in_no_packet(referral):
    tie = referral.student.guardianships.get()
    tie.guardian.street, tie.guardian.city = "9 Oak St", "Pasadena"
    tie.guardian.save()
    tie.safe_address, tie.lives_with = "PO Box 77", True
    tie.save()
    for reader in Reader:
        text = canonical(facts_for(referral, reader)).decode()
        assert not any(place in text for place in ("PO Box 77", "12 Elm St", "9 Oak St")), reader


@pytest.mark.parametrize("reader", Reader.values)
def test_no_packet_s_file_tells_what_stands_in_the_way_at_home(referral, reader):
    NoteFactory(about_student=referral.student, barriers=["housing"], with_name="Aunt")
    text = canonical(facts_for(referral, reader)).decode()
    assert "housing" not in text.casefold()
    assert "barrier" not in text


@pytest.mark.parametrize(
    ("reader", "named"),
    [(Reader.CHAIR, True), (Reader.PANEL, False), (Reader.FAMILY, False), (Reader.COURT, False)],
)
def test_another_child_is_named_to_the_chair_alone(referral, reader, named):
    referral = ReferralFactory(
        student=referral.student,
        level="sart",
        text="Her brother Mateo is referred too.",
        justification="As with Mateo.",
    )
    NoteFactory(
        about_student=referral.student, with_name="Mateo's coach", text="Mateo came along."
    )
    text = canonical(facts_for(referral, reader)).decode()
    assert ("Mateo" in text) is named


def test_the_family_reads_the_ground_and_the_words_of_who_referred(referral):
    """As the form tells whoever writes them; working notes stay with the staff."""
    told = facts_for(referral, Reader.FAMILY)
    said = (told["referral"]["text"], told["referral"]["because"])
    assert said == ("Two conferences were offered.", "3 reports stand.")
    assert {one["text"] for one in told["contacts"]} == {""}
