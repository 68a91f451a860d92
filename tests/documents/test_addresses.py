"""Signed addresses: for one person, one document, one purpose, for minutes."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core import signing
from django.test import RequestFactory
from django.urls import resolve, reverse

from accounts.access import fetch, reach_of
from accounts.choices import Permission
from accounts.models import Grant
from audit.models import AccessEvent, AuditEvent
from audit.rules import Actor
from documents.access import SALT, address_of, read_address, redirect_to
from documents.actions import path_of
from documents.choices import AddressPurpose, Scan
from documents.models import Document
from students.models import Student
from tests.documents.papers import document
from tests.factories import act

LATER = timedelta(seconds=settings.DOCUMENT_ADDRESS_SECONDS + 1)
DOOR = "/letters/"


@pytest.fixture
def letter(district):
    return document(district.ana, content=b"%PDF-1.7 a letter")


def given(person, letter, *, purpose=AddressPurpose.READ):
    return address_of(letter, act=act(person.user), purpose=purpose, door=DOOR, grants=[7, 9])


def refusals():
    return list(AccessEvent.objects.filter(access="refused").values_list("page", flat=True))


def test_whom_it_was_made_for_reads_the_document(letter, counselor):
    got = counselor.client.get(given(counselor, letter))
    assert (got.status_code, got.content) == (200, b"%PDF-1.7 a letter")
    assert got.headers["Content-Disposition"] == 'inline; filename="letter-3-17.pdf"'
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "no-store"


def test_the_reading_is_logged_and_audited(letter, counselor, district):
    counselor.client.get(given(counselor, letter))
    event = AccessEvent.objects.get(page="documents:document")
    assert (event.access, event.student_ids) == ("exported", [district.ana.pk])
    assert event.grants == [7, 9]
    opened = AuditEvent.objects.get(action="document.opened")
    assert (opened.target_kind, opened.target_id) == ("letters.copy", "17")
    assert (opened.student_id, opened.actor_name) == (district.ana.pk, counselor.user.name)
    assert opened.detail == {
        "document": letter.pk,
        "sha256": letter.sha256,
        "purpose": "read",
    }
    assert opened.request_id == event.request_id


def test_what_opened_the_door_is_in_the_log_of_the_file(letter, counselor, district):
    request = RequestFactory().get("/packets/3/")
    request.scope = reach_of(counselor.user.actor, on=act().on)
    request.act, request.seen, request.resolver_match = act(counselor.user), [], None
    fetch(request, Student, Permission.ATTENDANCE_READ, district.ana.pk)
    [opened] = request.seen
    there = redirect_to(request, letter, purpose=AddressPurpose.SAVE)
    counselor.client.get(there.headers["Location"])
    assert opened.grants == [Grant.objects.get(principal=counselor.user.actor.key).pk]
    assert AccessEvent.objects.get(access="exported").grants == opened.grants


def test_it_opens_nothing_to_anybody_else(letter, counselor, director):
    address = given(counselor, letter)
    got = director.client.get(address)
    assert (got.status_code, refusals()) == (404, ["documents:document"])
    assert not AuditEvent.objects.filter(action="document.opened").exists()


def test_anonymous_goes_to_sign_in(letter, counselor, client):
    got = client.get(given(counselor, letter))
    assert got.status_code == 302
    assert got.headers["Location"].startswith(reverse("account_login"))


def test_a_changed_address_opens_nothing(letter, counselor):
    address = given(counselor, letter)
    other = document(content=b"%PDF another")
    forged = signing.dumps({"document": other.pk}, salt="another salt")
    last = "1" if address.endswith("0") else "0"
    for one in (address[:-1] + last, address.replace(":", "a:", 1), f"/documents/{forged}"):
        assert counselor.client.get(one).status_code == 404
    assert len(refusals()) == 3


def test_after_its_minutes_it_leads_back_to_its_door(letter, counselor):
    address = given(counselor, letter)
    with time_machine.travel(act().at + LATER):
        got = counselor.client.get(address)
    assert (got.status_code, got.headers["Location"]) == (302, DOOR)
    assert not AuditEvent.objects.filter(action="document.opened").exists()


@pytest.mark.parametrize(("over", "status"), [(-1, 200), (0, 200), (1, 302)])
def test_it_is_over_when_its_last_second_has_passed(letter, counselor, over, status):
    """The address was made at a whole second, so that its end is one."""
    with time_machine.travel(act().at, tick=False):
        address = given(counselor, letter)
    last = act().at + timedelta(seconds=settings.DOCUMENT_ADDRESS_SECONDS + over)
    with time_machine.travel(last, tick=False):
        assert counselor.client.get(address).status_code == status


def test_an_actor_of_another_kind_with_the_same_id_is_somebody_else(letter, counselor):
    theirs = replace(act(counselor.user), actor=Actor("seat", str(counselor.user.pk), "A seat"))
    address = address_of(letter, act=theirs, purpose=AddressPurpose.READ, door=DOOR, grants=[])
    assert counselor.client.get(address).status_code == 404


def test_the_address_of_one_document_opens_no_other(letter, counselor, district):
    other = document(district.ben, content=b"%PDF another")
    assert given(counselor, letter) != given(counselor, other)
    assert counselor.client.get(given(counselor, other)).content == b"%PDF another"


def test_after_its_minutes_it_says_nothing_to_anybody_else(letter, counselor, director):
    address = given(counselor, letter)
    with time_machine.travel(act().at + LATER):
        assert director.client.get(address).status_code == 404


def test_it_is_open_for_minutes(letter, counselor):
    said = read_address(resolve(given(counselor, letter)).kwargs["signed"])
    assert said.until - act().at.timestamp() == settings.DOCUMENT_ADDRESS_SECONDS <= 600


def test_what_is_to_be_saved_is_saved(letter, counselor):
    got = counselor.client.get(given(counselor, letter, purpose=AddressPurpose.SAVE))
    assert got.headers["Content-Disposition"].startswith("attachment")


def test_what_was_not_scanned_is_not_shown_by_the_browser(district, counselor):
    found = document(district.ana, scan=Scan.UNSCANNED)
    got = counselor.client.get(given(counselor, found))
    assert got.headers["Content-Disposition"].startswith("attachment")


def test_a_picture_that_was_drawn_anew_is_shown_and_leaves_no_copy(district, counselor):
    found = document(district.ana, scan=Scan.UNSCANNED, media_type="image/jpeg")
    got = counselor.client.get(given(counselor, found))
    assert got.headers["Content-Disposition"].startswith("inline")


def test_any_type_is_served_as_what_it_is(district, counselor):
    found = document(district.ana, content=b"<script>", media_type="text/html")
    got = counselor.client.get(given(counselor, found))
    assert got.headers["Content-Type"] == "text/html"
    assert got.headers["Content-Disposition"] == 'attachment; filename="letter-3-17"'


def test_an_address_names_no_student(letter, counselor, district):
    signed = resolve(given(counselor, letter)).kwargs["signed"]
    said = signing.loads(signed, salt=SALT)
    assert set(said) == {
        *("document", "person", "purpose", "until", "door", "grants"),
        *("superseded_on", "languages"),
    }
    assert said["document"] == letter.pk


def test_a_damaged_file_is_not_served_and_the_page_says_what_to_do(letter, counselor):
    path_of(letter.sha256).write_bytes(b"%PDF another")
    got = counselor.client.get(given(counselor, letter))
    assert got.status_code == 500
    assert b"%PDF another" not in got.content
    assert b"restored from the backup" in got.content
    assert not AccessEvent.objects.filter(access="exported").exists()
    assert not AuditEvent.objects.filter(action="document.opened").exists()


def test_a_document_about_nobody_is_audited(district, counselor):
    found = document(record=("policy", 3))
    counselor.client.get(given(counselor, found))
    assert AuditEvent.objects.get(action="document.opened").student_id is None
    assert not AccessEvent.objects.filter(access="exported").exists()


def test_only_reading_methods_are_answered(letter, counselor):
    assert counselor.client.post(given(counselor, letter)).status_code == 405


def test_nothing_is_stored_by_reading(letter, counselor):
    counselor.client.get(given(counselor, letter))
    assert Document.objects.count() == 1
