"""Packets: what is in them for whom, once, frozen, and whole."""

import io
import json
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.db.utils import InternalError, NotSupportedError, ProgrammingError
from pypdf import PdfReader

from attendance.choices import Status
from audit.models import AuditEvent
from contacts.choices import Method, NoteKind, WithWhom
from core.canonical import canonical, digest
from documents.actions import files
from packets.actions import building
from packets.actions.drawing import html_of
from packets.actions.ordering import order
from packets.choices import PacketState, Reader
from packets.models import Packet
from packets.queries.facts import facts_of
from packets.templatetags.packet import contact_record, on
from sarb.queries.dossiers import CAUSE, dossier_of
from students.choices import PopulationKind, RecordKind, Relation
from tests.factories import (
    FIRST,
    TODAY,
    AttendanceCodeFactory,
    DayOutcomeFactory,
    EnrollmentFactory,
    GuardianFactory,
    GuardianshipFactory,
    HouseholdFactory,
    MarkFactory,
    NoteFactory,
    PopulationFactory,
    SchoolDayFactory,
    SchoolFactory,
    SchoolRecordFactory,
    StandingFactory,
    StudentFactory,
)
from tests.sarb.factories import DocketPlaceFactory, ReferralFactory

FROZEN = (InternalError, IntegrityError, NotSupportedError, ProgrammingError)


@pytest.fixture
def referral(worker_db, today, store):
    """Emily Reyes, absent on three Mondays, with a family, a file and a brother, Mateo."""
    home = HouseholdFactory()
    oak = SchoolFactory(name="Oak High")
    emily = StudentFactory(
        first_name="Emily",
        last_name="Reyes",
        household=home,
        street="12 Elm St",
        city="Los Angeles",
        zip="90001",
        home_language="es",
    )
    EnrollmentFactory(student=emily, school=oak, grade="9")
    EnrollmentFactory(
        student=StudentFactory(first_name="Mateo", last_name="Reyes", household=home)
    )
    GuardianshipFactory(
        student=emily,
        guardian=GuardianFactory(first_name="Rosa", last_name="Reyes", phone="2135550142"),
        relation=Relation.MOTHER,
        court_order="No contact with the father",
        primary=True,
    )
    for kind in (PopulationKind.IEP, PopulationKind.FOSTER, PopulationKind.HOMELESS):
        PopulationFactory(student=emily, kind=kind)
    SchoolRecordFactory(
        student=emily, kind=RecordKind.GRADE, data={"course": "Algebra", "mark": "D"}
    )
    _absent(emily, oak)
    NoteFactory(
        about_student=emily,
        kind=NoteKind.VISIT,
        method=Method.HOME,
        with_whom=WithWhom.NOBODY,
        text="A neighbor said that Mateo takes the bus alone.",
    )
    return ReferralFactory(student=emily)


def _absent(student, school):
    code = AttendanceCodeFactory(code="U", label="Unexcused")
    days = [FIRST + timedelta(days=7 * week) for week in range(3)]
    for number, day in enumerate(days, start=1):
        SchoolDayFactory(school=school, date=day, ordinal=number)
        MarkFactory(student=student, school=school, date=day, code=code)
        DayOutcomeFactory(student=student, school=school, date=day)
    StandingFactory(
        student=student,
        school=school,
        status=Status.WATCH,
        days_enrolled=3,
        days_absent=3,
        days_absent_unexcused=3,
        counted_days=3,
        reports_due=1,
    )


def build(referral, by, reader=Reader.CHAIR):
    return building.build_now(by, about=referral.about, reader=reader, cause=CAUSE)


def facts_for(referral, reader=Reader.CHAIR, on=TODAY):
    return facts_of(dossier_of(referral.pk, on=on), reader=reader, on=on)


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


def test_a_failure_is_said_and_the_number_is_used_again(referral, by, monkeypatch):
    def broken(_packet, _cause):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(building, "draw", broken)
        with pytest.raises(ZeroDivisionError):
            build(referral, by)
    failed = Packet.objects.get()
    assert (failed.state, failed.lease_token) == (PacketState.FAILED, "")
    assert "order it again" in failed.problem
    assert build(referral, by).edition == 1


def test_an_order_is_on_order_once(referral, by):
    other = ReferralFactory()
    assert order(by, abouts=[referral.about, other.about], reader=Reader.CHAIR) == 2
    assert order(by, abouts=[referral.about, other.about], reader=Reader.CHAIR) == 0
    assert order(by, abouts=[referral.about], reader=Reader.FAMILY) == 1
    assert AuditEvent.objects.filter(action="packet.ordered").count() == 2


def test_ordering_takes_as_many_statements_for_thirty(worker_db, by, django_assert_num_queries):
    thirty = ReferralFactory.create_batch(30)
    with django_assert_num_queries(4):  # savepoint, orders, audit row, release
        order(by, abouts=[one.about for one in thirty], reader=Reader.CHAIR)


def test_building_is_audited(referral, by):
    packet = build(referral, by)
    event = AuditEvent.objects.get(action="packet.built")
    assert (event.student_id, event.detail["sha256"]) == (
        referral.student_id,
        packet.document.sha256,
    )


def run(*arguments):
    out = io.StringIO()
    call_command("build_packet", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_command_prints_the_published_keys(referral):
    made = run(str(referral.pk))
    assert set(made) == {"referral", "edition", "pages", "sha256", "path", "missing"}
    assert (made["referral"], made["edition"]) == (referral.pk, 1)
    assert sha256(Path(made["path"]).read_bytes()).hexdigest() == made["sha256"]
    assert run(str(referral.pk)) == made  # unchanged facts, the same edition
    assert run(str(referral.pk), "--reader", "family")["sha256"] != made["sha256"]


def test_the_command_refuses(referral, by):
    with pytest.raises(CommandError) as unknown:
        run("987654321")
    assert unknown.value.returncode == 2
    order(by, abouts=[referral.about], reader=Reader.CHAIR)
    building.leases.claim(table=building.TABLE, moves=building.CLAIMED, seconds=90)
    with pytest.raises(CommandError) as busy:
        run(str(referral.pk))
    assert busy.value.returncode == 3


def test_dates_are_dates_of_the_district(referral):
    facts = facts_for(referral, Reader.CHAIR, on=date(2026, 11, 18))
    assert [day["date"] for day in facts["attendance"]["days"]] == [
        "2026-08-17",
        "2026-08-24",
        "2026-08-31",
    ]
    assert {day["verdict"] for day in facts["attendance"]["days"]} == {"counted"}


# --- The contact log ----------------------------------------------------------------------


def test_a_contact_says_how_long_it_took_whether_it_is_signed_and_what_it_replaces(referral):
    first = NoteFactory(about_student=referral.student)
    NoteFactory(about_student=referral.student, author=first.author, amends=first)
    facts = facts_for(referral)
    [_, contact] = facts["contacts"]
    assert (contact["minutes"], contact["signed"]) == (None, False)
    assert contact_record({**contact, "minutes": 1, "signed": True, "late": False}) == (
        f"By {first.author}, signed · 1 minute · replaces the note of {on(contact['amends'])}"
    )


def test_a_contact_is_on_one_page_unless_it_is_longer(referral, by):
    """The last line of a note never stands on another page than its first, where it fits."""
    words = " ".join(["home"] * 300)
    for number in range(24):
        NoteFactory(about_student=referral.student, text=f"start{number} {words} end{number}")
    longest = " ".join(f"word{number}" for number in range(1500))
    NoteFactory(about_student=referral.student, text=longest)
    content = files.read(build(referral, by).document.sha256)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    for number in range(24):
        [there] = [page for page in pages if f"start{number} " in page.replace("\n", " ")]
        assert f"end{number}" in there
    assert sum("word0 " in page for page in pages) == 1
    whole = " ".join(" ".join(pages).split())
    assert all(whole.count(f"word{number}") for number in range(1500))


# --- What is in no reader's file ---------------------------------------------------------


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


def test_the_family_reads_the_ground_and_not_the_staff_s_words(referral):
    told = facts_for(referral, Reader.FAMILY)["referral"]
    assert (told["text"], told["because"]) == ("", "3 reports stand.")
