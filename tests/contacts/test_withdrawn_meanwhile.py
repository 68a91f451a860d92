"""Words that met a note which was withdrawn meanwhile: whoever typed them has them, nobody else."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from contacts import actions
from contacts.actions import amend_note, sign_note, withdraw_note
from contacts.choices import WhyTakenBack
from contacts.models import Note, NoteDraft, NoteRevision
from contacts.templatetags.contacts import unsaved_notes
from tests.contacts.pages import JSON, change, keep_change, shown
from tests.contacts.world import NOW, UUID_2, log
from tests.factories import act
from tests.world import hire, sign_in

SECRET = "About the neighbor, Mrs. Secret."


@pytest.fixture
def note(district, who):
    """A signed note, which a colleague may amend."""
    return sign_note(act(who, at=NOW), note=log(who, district.ana, text=SECRET))


@pytest.fixture
def colleague(district):
    return hire(Role.COUNSELOR, district.oak)


@pytest.fixture
def theirs(colleague):
    return sign_in(colleague)


def withdraw(who, note):
    reason = WhyTakenBack.OTHER_STUDENT
    return withdraw_note(act(who, at=NOW), note=note, reason=reason, manages=False)


@pytest.mark.parametrize("headers", [{}, JSON])
def test_an_amendment_of_a_withdrawn_note_is_given_back(who, note, theirs, headers):
    withdraw(who, note)
    answer = change(theirs, note, headers=headers, text="It was her sister.", with_name="Ida Ito")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("It was her sister." in page, "Ida Ito" in page) == (True, True)
    assert "This note was withdrawn" in page
    assert ("Secret" in page, "<html" in page) == (False, not headers)
    assert (Note.objects.count(), NoteRevision.objects.count()) == (2, 0)


def test_its_author_is_told_the_same(browser, who, district):
    note = log(who, district.ana, text=SECRET)
    withdraw(who, note)
    answer = change(browser, note, text="Better words.")
    assert (answer.status_code, "Better words." in answer.content.decode()) == (409, True)
    assert not NoteRevision.objects.exists()


def test_words_that_meet_the_withdrawal_itself_are_kept_beside_no_note(
    who, note, theirs, monkeypatch
):
    """It was withdrawn after the page looked, and before the words were written."""

    def at_once(*args, **values):
        withdraw(who, note)
        return amend_note(*args, **values)

    monkeypatch.setattr(actions, "amend_note", at_once)
    answer = change(theirs, note, text="Of another child.")
    assert (answer.status_code, "Of another child." in answer.content.decode()) == (409, True)
    assert not NoteRevision.objects.exists()


def test_a_draft_stays_with_its_words_and_opens_though_the_note_is_withdrawn(who, note, theirs):
    keep_change(theirs, note, text="Half a sent")
    withdraw(who, note)
    drafts, there = shown(theirs, "contacts:drafts"), reverse("contacts:change", args=[note.pk])
    assert ("Half a sent" in drafts, there in drafts, "Secret" in drafts) == (True, True, False)
    page = shown(theirs, "contacts:change", note.pk)
    assert ("Half a sent" in page, "Secret" in page, "Aunt Rosa" in page) == (True, False, False)
    assert keep_change(theirs, note, seq=2, text="Half a sentence").status_code == 200
    assert NoteDraft.objects.get().payload["text"] == ["Half a sentence"]


def test_who_does_not_serve_the_student_learns_nothing(district, who, note):
    withdraw(who, note)
    stranger = sign_in(hire(Role.COUNSELOR, district.pine))
    there = reverse("contacts:change", args=[note.pk])
    assert change(stranger, note, text="x").status_code == 404
    assert stranger.get(there).status_code == 404
    assert keep_change(stranger, note, text="x").status_code == 404


def test_as_many_are_listed_as_are_counted(district, who, note, colleague, theirs, rf):
    """Also those about somebody out of reach by now, of whom nothing is said."""
    keep_change(theirs, note, text="Half a sent")
    payload = {"student": [str(district.dov.pk)], "text": ["Hidden words"]}
    NoteDraft.objects.create(user=colleague, client_uuid=UUID_2, seq=1, payload=payload)
    withdraw(who, note)
    page = shown(theirs, "contacts:drafts")
    asked = rf.get("/")
    asked.user = colleague
    assert unsaved_notes({"request": asked}) == 2
    assert 'data-count="2"' in page
    assert ("A student you no longer serve" in page, "Hidden words" in page) == (True, False)
    theirs.post(reverse("contacts:drafts"), {"client_uuid": str(UUID_2)})
    assert NoteDraft.objects.count() == 1
