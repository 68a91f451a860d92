"""Undo beside the message that a note was saved, and for what a script saved."""

from datetime import timedelta

from django.urls import reverse

from accounts.choices import Role
from contacts.models import Note, NoteWithdrawal
from core import clock
from tests.contacts.pages import JSON, send
from tests.contacts.world import log
from tests.factories import CaseFactory
from tests.world import hire, sign_in


def undo(client, note, at=None):
    sent = {"at": (at or note.recorded_at).isoformat()}
    page = client.post(reverse("contacts:undo", args=[note.pk]), sent, follow=True)
    return page.content.decode()


def test_a_script_is_told_how_it_is_undone_to_the_microsecond(browser, district):
    sent = send(browser, district.ana, headers=JSON)
    note = Note.objects.get()
    address = reverse("contacts:undo", args=[note.pk])
    assert sent.json()["undo"] == {"action": address, "at": note.recorded_at.isoformat()}
    again = send(browser, district.ana, headers=JSON)
    assert "undo" not in again.json(), "sent again it wrote nothing"


def test_the_page_says_what_became_of_it_and_opens_the_words(browser, district):
    send(browser, district.ana, text="He came.")
    note = Note.objects.get()
    for _ in range(2):
        page = undo(browser, note)
        assert "Undone: the note counts for nothing" in page
        assert f'<a href="{reverse("contacts:note", args=[note.pk])}">Open</a>' in page
    assert "He came." in page
    assert NoteWithdrawal.objects.count() == 1


def test_nobody_else_undoes_it(district, who):
    note = log(who, district.ana)
    other = sign_in(hire(Role.COUNSELOR, district.oak))
    assert "Nothing was left to undo" in undo(other, note)
    stranger = sign_in(hire(Role.COUNSELOR, district.pine))
    assert stranger.post(reverse("contacts:undo", args=[note.pk])).status_code == 404
    assert not NoteWithdrawal.objects.exists()


def test_a_note_about_another_out_of_reach_is_not_undone(browser, district, who):
    note = log(who, district.ana, district.dov)
    page = browser.post(reverse("contacts:undo", args=[note.pk]), {"at": "x"})
    assert page.status_code == 403


def test_another_moment_undoes_nothing(browser, district, who):
    CaseFactory(student=district.ana, owner=who)
    note = log(who, district.ana)
    assert "Nothing was left to undo" in undo(browser, note, clock.now() - timedelta(minutes=1))
    assert not NoteWithdrawal.objects.exists()
