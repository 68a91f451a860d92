"""Photos, scans and papers of a note: who attaches, opens and takes them off, and what is refused."""

import uuid
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from audit.models import AccessEvent, AuditEvent
from contacts.actions import (
    NoteHasEnough,
    NoteIsOfSeveral,
    NoteIsWithdrawn,
    amend_note,
    attach_paper,
    sign_note,
    withdraw_note,
)
from contacts.choices import PaperKind, WhyTakenBack
from contacts.models import NotePaper, PaperWithdrawal
from documents.actions import take_in
from documents.choices import Scan
from documents.models import Document
from tests.contacts.pages import shown
from tests.contacts.world import NOW, UUID_1, UUID_2, contact, log
from tests.documents.brought import acting_pdf, huge_picture, picture
from tests.factories import NotePaperFactory, act
from tests.world import hire, sign_in

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def note(district, who):
    return log(who, district.ana)


def attach(browser, note, content=None, name="IMG 0001 Ana.jpg", **values):
    file = SimpleUploadedFile(name, picture() if content is None else content)
    said = {"kind": "doctor", "client_uuid": str(uuid.uuid4()), "file": file, **values}
    return browser.post(reverse("contacts:attach", args=[note.pk]), said)


def opened(browser, paper):
    return browser.get(reverse("contacts:paper", args=[paper.pk]), follow=True)


def test_a_paper_is_attached_and_opened_by_whoever_reads_the_note(district, note, browser):
    attach(browser, note)
    paper = NotePaper.objects.get()
    assert "Doctor’s note" in shown(browser, "contacts:note", note.pk)
    for reader in (browser, sign_in(hire(Role.AUDITOR, district.oak))):
        answer = opened(reader, paper)
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert opened(sign_in(hire(Role.COUNSELOR, district.pine)), paper).status_code == 404
    assert opened(sign_in(hire(Role.CLERK, district.oak)), paper).status_code == 403


def test_the_file_is_named_by_what_it_is_and_names_no_student(note, browser):
    attach(browser, note)
    document = Document.objects.get()
    assert document.file_name == f"doctor-{note.pk}.jpg"
    assert "Ana" not in str(vars(document))


def test_its_reading_is_logged_and_its_attaching_audited(district, note, browser):
    attach(browser, note)
    opened(browser, NotePaper.objects.get())
    pages = AccessEvent.objects.filter(student_ids__contains=[district.ana.pk])
    assert {"contacts:paper", "documents:document"} <= set(pages.values_list("page", flat=True))
    event = AuditEvent.objects.get(action="note.attached")
    assert event.student_id == district.ana.pk
    assert event.detail.keys() == {"paper", "kind", "sha256"}


def test_sent_twice_it_is_there_once(note, browser):
    key = str(uuid.uuid4())
    attach(browser, note, client_uuid=key)
    attach(browser, note, client_uuid=key)
    assert (NotePaper.objects.count(), Document.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"content": b"GIF89a"}, "Only JPEG and PNG pictures and PDF files are taken."),
        ({"content": huge_picture()}, "too many pixels"),
        ({"content": b""}, "The file is empty."),
        ({"kind": ""}, "Choose what it is."),
        ({"content": b"\xff\xd8\xff" + bytes(3 << 20)}, "larger than 2 MB"),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing(note, browser, settings, values, why):
    settings.ATTACHMENT_MAX_BYTES = 2 << 20
    answer = attach(browser, note, **values)
    assert (answer.status_code, why in answer.content.decode()) == (422, True)
    assert not NotePaper.objects.exists()


def test_a_body_that_is_far_too_large_is_refused_before_it_is_read(note, browser, settings):
    settings.ATTACHMENT_MAX_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000, 1000
    answer = attach(browser, note, bytes(5000))
    assert (answer.status_code, "larger than" in answer.content.decode()) == (413, True)


def test_no_form_to_attach_for_who_only_reads(district, note):
    page = shown(sign_in(hire(Role.AUDITOR, district.oak)), "contacts:note", note.pk)
    assert "Attach" not in page
    assert "No photo, scan or paper is attached." in page


def test_a_note_has_at_most_ten(note, who):
    brought = take_in(picture())
    for n in range(10):
        attach_paper(
            act(who), note=note, client_uuid=uuid.UUID(int=n), kind=PaperKind.SCAN, brought=brought
        )
    with pytest.raises(NoteHasEnough):
        attach_paper(
            act(who),
            note=note,
            client_uuid=UUID_1.__class__(int=99),
            kind=PaperKind.SCAN,
            brought=brought,
        )


@pytest.mark.parametrize(
    ("role", "reason", "is_off"),
    [
        ("author", "not_so", True),
        (Role.SCHOOL_ADMINISTRATOR, "other_student", True),  # manages the case
        (Role.SCHOOL_ADMINISTRATOR, "not_so", False),
        (Role.LIAISON, "other_student", False),
    ],
)
def test_a_paper_is_taken_off_with_a_reason(district, note, browser, role, reason, is_off):
    attach(browser, note, acting_pdf())
    paper = NotePaper.objects.get()
    person = browser if role == "author" else sign_in(hire(role, district.oak))
    there = reverse("contacts:withdraw_paper", args=[paper.pk])
    person.post(there, {"reason": reason})
    assert PaperWithdrawal.objects.exists() is is_off
    assert (opened(browser, paper).status_code == 404) is is_off
    assert ("Taken off by" in shown(browser, "contacts:note", note.pk)) is is_off


def test_who_reaches_one_child_of_a_note_attaches_nothing(district, who):
    note = log(who, district.ana, district.dov, uuid=UUID_2)
    answer = attach(sign_in(who), note)
    assert (answer.status_code, NotePaper.objects.exists()) == (403, False)


def test_the_papers_of_a_withdrawn_note_go_with_it(district, who, note, browser):
    attach(browser, note)
    paper = NotePaper.objects.get()
    other: Client = sign_in(hire(Role.COUNSELOR, district.oak))
    assert opened(other, paper).status_code == 200
    withdraw_note(act(who, at=NOW), note=note, reason=WhyTakenBack.NOT_SO, manages=False)
    assert (opened(other, paper).status_code, opened(browser, paper).status_code) == (404, 200)


def test_a_colleague_attaches_to_a_signed_note_under_their_own_name(district, who, note):
    sign_note(act(who, at=NOW), note=note)
    other = hire(Role.COUNSELOR, district.oak)
    attach(sign_in(other), note)
    assert NotePaper.objects.get().by == other
    assert f"attached by {other}" in shown(sign_in(who), "contacts:note", note.pk)


def test_nothing_is_attached_to_a_note_that_was_withdrawn(who, note, browser):
    said = withdraw_note(act(who, at=NOW), note=note, reason=WhyTakenBack.NOT_SO, manages=False)
    for one in (note, said):
        assert attach(browser, one).status_code == 422
        assert "Attach a photo" not in shown(browser, "contacts:note", one.pk)
    with pytest.raises(NoteIsWithdrawn):
        attach_paper(
            act(who),
            note=note,
            client_uuid=UUID_1,
            kind=PaperKind.SCAN,
            brought=take_in(picture()),
        )
    assert not NotePaper.objects.exists()


@pytest.mark.parametrize(
    ("content", "scan", "way", "said"),
    [
        (picture(), Scan.CLEAN, "inline", "Scanned, nothing found"),
        (picture(), Scan.UNSCANNED, "inline", "It was drawn anew, and is shown"),
        (acting_pdf(), Scan.CLEAN, "inline", "Scanned, nothing found"),
        (acting_pdf(), Scan.UNSCANNED, "attachment", "is saved before it is opened"),
    ],
)
def test_what_was_not_scanned_and_not_drawn_anew_is_saved_and_not_shown(
    note, who, browser, content, scan, way, said
):
    brought = replace(take_in(content), scan=scan)
    paper = attach_paper(
        act(who), note=note, client_uuid=UUID_2, kind=PaperKind.PHOTO, brought=brought
    )
    assert opened(browser, paper).headers["Content-Disposition"].startswith(way)
    assert said in shown(browser, "contacts:note", note.pk)


def test_a_paper_is_one_child_s_and_a_note_about_several_has_none(district, who, browser):
    note = log(who, district.ana, district.ben, uuid=UUID_2)
    page = shown(browser, "contacts:note", note.pk)
    assert ("A note about several students has no papers" in page, "Attach" in page) == (
        True,
        False,
    )
    answer = attach(browser, note)
    assert answer.headers["Location"] == reverse("contacts:note", args=[note.pk])
    assert "about several students, and a paper is one child’s" in shown(
        browser, "contacts:note", note.pk
    )
    with pytest.raises(NoteIsOfSeveral):
        attach_paper(
            act(who),
            note=note,
            client_uuid=UUID_1,
            kind=PaperKind.SCAN,
            brought=take_in(picture()),
        )
    assert not Document.objects.exists()
    attach(browser, log(who, district.ana))
    assert Document.objects.get().student_id == district.ana.pk


def test_a_paper_on_a_note_about_several_opens_for_who_reaches_each_of_them(district, who):
    note = log(who, district.ana, district.dov)
    paper = NotePaperFactory(note=note)
    one, all_of_them = hire(Role.AUDITOR, district.oak), hire(Role.AUDITOR)
    there = reverse("contacts:paper", args=[paper.pk])
    assert sign_in(one).get(there).status_code == 404
    assert "Scan of a paper</a>" not in shown(sign_in(one), "contacts:note", note.pk)
    assert sign_in(all_of_them).get(there).status_code == 302


def test_an_amended_note_keeps_its_papers_in_sight_and_takes_them_by_its_newest_wording(
    note, who, browser
):
    attach(browser, note)
    sign_note(act(who, at=NOW), note=note)
    newer = amend_note(
        act(who, at=NOW), note=note, client_uuid=UUID_2, contact=contact(text="So it was.")
    )
    for one in (note, newer):
        assert "Doctor’s note</a>" in shown(browser, "contacts:note", one.pk)
    assert "Attach a photo" not in shown(browser, "contacts:note", note.pk)
    key = str(uuid.uuid4())
    for _ in range(2):
        answer = attach(browser, note, client_uuid=key)
        assert answer.headers["Location"] == reverse("contacts:note", args=[newer.pk])
    assert NotePaper.objects.latest("pk").note == newer
    assert "2 papers" in shown(browser, "contacts:note", newer.pk)
    NotePaperFactory.create_batch(8, note=note)
    assert "at most ten papers" in attach(browser, newer).content.decode()


def test_the_statements_of_a_note_do_not_grow_with_its_papers(
    note, browser, django_assert_max_num_queries
):
    NotePaperFactory.create_batch(10, note=note)
    browser.get(reverse("contacts:note", args=[note.pk]))
    with django_assert_max_num_queries(21):
        page = shown(browser, "contacts:note", note.pk)
    assert "10 papers" in page
