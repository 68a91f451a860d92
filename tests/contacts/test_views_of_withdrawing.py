"""The door on a note's page that takes it back: who has it, for which reasons, and where it leads."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from contacts.actions import NoteIsOfOthers, amend_note, sign_note, withdraw_note
from contacts.choices import WhyTakenBack
from contacts.models import Note, NoteWithdrawal
from contacts.rules import reasons_to_withdraw
from tests.contacts.pages import shown
from tests.contacts.world import NOW, UUID_2, contact, log
from tests.factories import act
from tests.world import hire, sign_in

OTHER, TWICE, NOT_SO, UNDONE = WhyTakenBack
WORDS = "He said that he is afraid at home."


@pytest.mark.parametrize(
    ("wrote_all", "is_concerned", "reasons"),
    [
        (True, True, (OTHER, TWICE, NOT_SO)),
        (False, True, (OTHER, TWICE)),
        (False, False, ()),
    ],
)
def test_a_colleague_says_only_what_can_be_seen(wrote_all, is_concerned, reasons):
    found = reasons_to_withdraw(wrote_all=wrote_all, is_concerned=is_concerned)
    assert found == reasons


def send(client, note, reason="not_so"):
    return client.post(reverse("contacts:withdraw", args=[note.pk]), {"reason": reason})


def test_its_author_withdraws_it_with_a_reason_and_goes_on_reading_it(browser, district, who):
    note = log(who, district.ana, text=WORDS)
    page = shown(browser, "contacts:note", note.pk)
    assert ("That cannot be undone" in page, "It was not so" in page) == (True, True)
    empty = send(browser, note, "")
    assert (empty.status_code, "Choose why." in empty.content.decode()) == (422, True)
    answer = send(browser, note)
    assert answer.headers["Location"] == reverse("contacts:note", args=[note.pk])
    taken = NoteWithdrawal.objects.get()
    assert (taken.note, taken.by, taken.reason) == (note, who, "not_so")
    page = shown(browser, "contacts:note", note.pk)
    assert ("This note is withdrawn" in page, "Withdraw it" in page) == (True, False)
    assert send(browser, note, "twice").status_code == 302
    assert NoteWithdrawal.objects.get().reason == "not_so"


def test_who_manages_the_case_withdraws_what_is_misplaced_and_nothing_else(district, who, boss):
    note = log(who, district.ana, text=WORDS)
    client = sign_in(boss)
    page = shown(client, "contacts:note", note.pk)
    assert ("written down twice" in page, "It was not so" in page) == (True, False)
    assert send(client, note).status_code == 422
    assert not NoteWithdrawal.objects.exists()
    answer = send(client, note, "other_student")
    says = Note.objects.get(amends=note)
    assert answer.headers["Location"] == reverse("contacts:note", args=[says.pk])
    assert "takes an earlier note back" in client.get(answer.headers["Location"]).content.decode()
    again = send(client, note, "twice")
    assert again.headers["Location"] == answer.headers["Location"]
    assert "Withdraw it" not in shown(client, "contacts:note", says.pk)


def test_who_only_writes_notes_withdraws_none_of_a_colleague(district, who):
    note = log(who, district.ana, text=WORDS)
    client = sign_in(hire(Role.LIAISON, district.oak))
    assert "Withdraw it" not in shown(client, "contacts:note", note.pk)
    assert send(client, note, "twice").status_code == 403
    assert not NoteWithdrawal.objects.exists()


def test_an_author_does_not_bury_what_a_colleague_amended(district, who, boss):
    note = sign_note(act(who, at=NOW), note=log(who, district.ana))
    better = contact(text=WORDS)
    amended = amend_note(act(boss, at=NOW), note=note, client_uuid=UUID_2, contact=better)
    for by, one in ((who, note), (boss, amended)):
        with pytest.raises(NoteIsOfOthers):
            withdraw_note(act(by, at=NOW), note=one, reason=NOT_SO, manages=True)
    assert "Withdraw it" not in shown(sign_in(who), "contacts:note", note.pk)
    page = shown(sign_in(boss), "contacts:note", amended.pk)
    assert ("written down twice" in page, "It was not so" in page) == (True, False)
    assert "go with it" in page


def test_a_note_about_others_too_is_withdrawn_by_who_serves_them_all(browser, district, who):
    note = log(who, district.ana, district.dov)
    assert "Withdraw it" not in shown(browser, "contacts:note", note.pk)
    assert send(browser, note).status_code == 403
    assert send(browser, log(who, district.dov, uuid=UUID_2)).status_code == 404
    assert not NoteWithdrawal.objects.exists()
