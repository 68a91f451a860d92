"""The pages of drafts: of a new note and of a change, whose they are and how they end."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contacts.models import NoteDraft
from tests.contacts.pages import CALL, UUID, change, keep, keep_change, own, send, shown
from tests.contacts.world import UUID_2, log
from tests.world import sign_in


def test_a_draft_opens_again_with_its_student_for_its_author_alone(browser, district, boss):
    answer = keep(browser, district.ana, text="Half a sent")
    assert answer.json() == {"kept": UUID}
    address = reverse("quick-log") + f"?student={district.ana.pk}"
    assert "Half a sent" in browser.get(address).content.decode()
    assert UUID in browser.get(address).content.decode()
    assert "Half a sent" not in browser.get(address + "&new=1").content.decode()
    assert "Half a sent" not in sign_in(boss).get(address).content.decode()
    assert "Half a sent" in browser.get(reverse("contacts:drafts")).content.decode()
    assert "Half a sent" not in sign_in(boss).get(reverse("contacts:drafts")).content.decode()


def test_a_draft_about_a_stranger_is_refused(browser, district):
    assert keep(browser, district.dov, text="x").status_code == 404
    assert keep(browser, district.ana, text="x" * 70_000).status_code == 422
    assert NoteDraft.objects.count() == 0


@pytest.mark.parametrize("key", ["9" * 20, "9" * 19, "0", "x"])
def test_every_student_of_a_draft_is_one_within_reach(browser, district, key):
    ana, dov = district.ana.pk, district.dov.pk
    address = reverse("contacts:draft")
    for about in ([key, ana], [ana, key], [dov, ana], [ana, dov]):
        data = {**CALL, **own(browser), "seq": 1, "student": about}
        assert browser.post(address, data).status_code == 404
    assert not NoteDraft.objects.exists()
    NoteDraft.objects.create(user_id=browser.session["_auth_user_id"], client_uuid=UUID, seq=1)
    NoteDraft.objects.update(payload={"student": [key]})
    assert browser.get(reverse("contacts:drafts")).status_code == 200


def test_a_draft_that_met_other_words_is_told_so(browser, district):
    keep(browser, district.ana, seq=5, text="Later.")
    assert keep(browser, district.ana, seq=4, text="Late.").status_code == 409
    assert NoteDraft.objects.get().payload["text"] == ["Later."]
    send(browser, district.ana)
    assert keep(browser, district.ana, seq=6, text="After it was saved.").status_code == 409


def test_a_draft_is_thrown_away(browser, district):
    keep(browser, district.ana, text="x")
    browser.post(reverse("contacts:drafts"), {"client_uuid": UUID})
    assert NoteDraft.objects.count() == 0


# --- Drafts of changes ------------------------------------------------------------------


def test_words_of_a_change_come_back_in_the_form_of_that_note_alone(browser, district, who):
    note, other = log(who, district.ana), log(who, district.ana, uuid=UUID_2)
    assert keep_change(browser, note, text="Half a sent", student=district.ana.pk).json()
    sheet = shown(browser, "quick-log", query=f"?student={district.ana.pk}")
    form = shown(browser, "contacts:change", note.pk)
    assert ("Half a sent" in form, UUID in form) == (True, True)
    assert "Half a sent" not in sheet
    assert "Half a sent" not in shown(browser, "contacts:change", other.pk)
    drafts = shown(browser, "contacts:drafts")
    assert ("Half a sent" in drafts, reverse("contacts:change", args=[note.pk]) in drafts) == (
        True,
        True,
    )


def test_words_of_a_change_are_told_when_the_note_has_moved_on(browser, district, who):
    note = log(who, district.ana)
    keep_change(browser, note, text="Typed first.")
    change(browser, note, text="Saved since.", client_uuid=str(UUID_2))
    form = shown(browser, "contacts:change", note.pk)
    assert "data-log-stale>" in " ".join(form.split()).replace(
        "data-log-stale >", "data-log-stale>"
    )
    assert change(browser, note, text="Typed first.").status_code == 409


def test_a_draft_of_a_change_goes_with_it_and_does_not_come_back(browser, district, who):
    note = log(who, district.ana)
    keep_change(browser, note, text="Half a sent")
    change(browser, note, text="Half a sentence.")
    assert not NoteDraft.objects.exists()
    assert keep_change(browser, note, seq=2, text="Half a sente").status_code == 409
    assert not NoteDraft.objects.exists()


def test_nobody_keeps_a_draft_of_a_note_they_may_not_change(browser, district, who, boss):
    elsewhere = log(boss, district.dov)
    both = log(boss, district.ana, district.dov, uuid=UUID_2)
    assert keep_change(browser, elsewhere, text="x").status_code == 404
    assert keep_change(browser, both, text="x").status_code == 403
    assert not NoteDraft.objects.exists()


def test_throwing_a_change_away_leads_back_to_its_note(browser, district, who):
    note = log(who, district.ana)
    keep_change(browser, note, text="x")
    there = reverse("contacts:change", args=[note.pk])
    answer = browser.post(reverse("contacts:drafts"), {"client_uuid": UUID, "next": there})
    assert (answer.headers["Location"], NoteDraft.objects.count()) == (there, 0)


def test_unsaved_notes_are_listed_in_as_many_statements_however_many(browser, district, who):
    def statements(upto):
        for n in range(NoteDraft.objects.count() // 2, upto):
            note = log(who, district.ana, uuid=uuid.UUID(int=1000 + n))
            keep_change(browser, note, client_uuid=str(uuid.UUID(int=2000 + n)), text="x")
            keep(browser, district.ana, client_uuid=str(uuid.UUID(int=3000 + n)), text="y")
        with CaptureQueriesContext(connection) as found:
            shown(browser, "contacts:drafts")
        return len(found)

    assert statements(10) == statements(50)
