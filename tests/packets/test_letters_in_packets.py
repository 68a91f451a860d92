"""Letters in a packet: the pages that were mailed, their proof, and no address for the wrong eyes."""

import io

import pikepdf
import pytest
from pypdf import PdfReader

from audit.actions import act_of
from documents.actions import files
from letters.actions import mark_mailed, print_next
from letters.models import LetterFile
from packets.choices import Reader
from packets.queries.facts import facts_of
from sarb.queries.dossiers import dossier_of
from students.models import Guardianship
from tests.factories import TODAY, EnrollmentFactory, SchoolFactory, StudentFactory
from tests.letters.world import JOB, acting, approve_wordings, approved, due, family, later
from tests.packets.emily import build
from tests.sarb.factories import ReferralFactory
from tests.validator import PROFILES, failures


@pytest.fixture
def referral(worker_db, today, store):
    """A student whose mother (1 Elm St) and father (9 Oak Ave) were mailed the first notice."""
    approve_wordings()
    oak = SchoolFactory(name="Oak High")
    student = StudentFactory(first_name="Emily", last_name="Reyes")
    EnrollmentFactory(student=student, school=oak, grade="9")
    family(student, oak)
    (notice,) = due(student)
    approved(notice)
    while print_next(act_of(JOB)):
        pass
    mark_mailed(acting(at=later(hours=1)), notices=[notice.pk], mailed_on=TODAY)
    return ReferralFactory(student=student)


def text_of(packet):
    pages = PdfReader(io.BytesIO(files.read(packet.document.sha256))).pages
    return [one.extract_text() for one in pages]


@pytest.mark.parametrize("reader", [Reader.CHAIR, Reader.FAMILY])
def test_the_whole_packet_meets_both_standards(referral, by, reader):
    content = files.read(build(referral, by, reader).document.sha256)
    assert [failure for one in PROFILES for failure in failures(content, one)] == []


def test_the_letters_pages_stand_in_the_packet_with_its_page_numbers(referral, by):
    packet = build(referral, by)
    pages = text_of(packet)
    letters = [one for one in pages if "as it was mailed" in one]
    assert len(letters) == sum(LetterFile.objects.values_list("document__pages", flat=True))
    assert any("1 Elm St" in one for one in letters)
    assert all(f"of {packet.document.pages}" in one for one in pages)


def test_the_proof_names_who_when_how_and_the_file(referral, by):
    packet = build(referral, by)
    [letter] = packet.facts["letters"]
    assert (letter["mailed_on"], letter["mailed"]["by"]) == (TODAY.isoformat(), "Ana Reyes")
    assert letter["files"] == sorted(LetterFile.objects.values_list("document__sha256", flat=True))
    assert {copy["shown"] for copy in letter["copies"]} == {"as_mailed"}
    assert "Mailed" in "".join(text_of(packet))


def raw(content):
    """Every byte of a PDF, with its streams unpacked."""
    whole = [content]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        whole += [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
    return b"".join(whole)


@pytest.mark.parametrize("reader", [Reader.PANEL, Reader.FAMILY])
def test_other_readers_read_the_letter_without_an_address(referral, by, reader):
    packet = build(referral, by, reader)
    text = "".join(text_of(packet))
    assert "the address is left out for this reader" in text
    assert not any(place in text for place in ("1 Elm St", "9 Oak Ave"))
    assert "María Muñoz" in text
    assert not any(
        place in raw(files.read(packet.document.sha256)) for place in (b"Elm St", b"Oak Ave")
    )


def test_with_a_confidential_address_no_letter_shows_any(referral, by):
    tie = referral.student.guardianships.order_by("pk")[0]
    tie.safe_address = "PO Box 77"
    tie.save()
    packet = build(referral, by)
    shown = {copy["shown"] for copy in packet.facts["letters"][0]["copies"]}
    assert shown == {"without_address"}
    assert not any(place in "".join(text_of(packet)) for place in ("1 Elm St", "PO Box 77"))


def test_a_letter_that_was_not_mailed_is_named_and_not_shown(worker_db, today, store, by):
    approve_wordings()
    oak = SchoolFactory()
    student = StudentFactory()
    EnrollmentFactory(student=student, school=oak)
    family(student, oak)
    due(student)
    packet = build(ReferralFactory(student=student), by)
    [letter] = packet.facts["letters"]
    assert (letter["mailed_on"], letter["copies"]) == (None, [])
    assert "Not mailed: due" in " ".join("".join(text_of(packet)).split())


def test_a_letter_of_another_year_stays_out(referral, by):
    referral = ReferralFactory(student=referral.student, school_year=2025, level="sart")
    assert build(referral, by).facts["letters"] == []


def test_a_copy_to_somebody_the_packet_does_not_name_is_counted_and_not_shown(referral, by):
    Guardianship.objects.filter(student=referral.student).first().delete()
    copies = facts_of(dossier_of(referral.pk, on=TODAY), reader=Reader.CHAIR, on=TODAY)["letters"][
        0
    ]["copies"]
    veiled = [copy for copy in copies if copy["to"] == "Another rightful reader"]
    assert [(copy["because"], copy["shown"]) for copy in veiled] == [("", "")]
    assert len(copies) == 2
