"""The pages of a note: read, changed, signed, amended, and by whom."""

from django.urls import reverse

from accounts.choices import Role
from contacts.actions import sign_note
from contacts.models import Note, NoteRevision
from tests.contacts.pages import JSON, UUID, change, own
from tests.contacts.world import NOW, UUID_2, log
from tests.factories import act
from tests.world import hire, sign_in


def test_a_stale_edit_is_409_with_both_texts(browser, district, who):
    note = log(who, district.ana)
    change(browser, note, text="From one window.")
    answer = change(browser, note, text="From the other.")
    body = answer.content.decode()
    assert answer.status_code == 409
    assert ("From one window." in body, "From the other." in body) == (True, True)
    assert NoteRevision.objects.filter(kind="unsaved").get().text == "From the other."
    note.refresh_from_db()
    assert f'name="version" value="{note.version}"' in body


def test_a_note_is_signed_and_amended(browser, district, who):
    note = log(who, district.ana)
    browser.post(reverse("contacts:change", args=[note.pk]), {**own(browser), "action": "sign"})
    note.refresh_from_db()
    assert note.signed_at
    answer = change(browser, note, text="It was her sister.")
    amendment = Note.objects.exclude(pk=note.pk).get()
    assert answer.headers["Location"] == reverse("contacts:note", args=[amendment.pk])
    old = browser.get(reverse("contacts:note", args=[note.pk])).content.decode()
    assert "This note was amended" in old


def test_somebody_elses_note_is_read_and_not_changed(district, who, boss):
    note = log(who, district.ana)
    browser = sign_in(boss)
    assert browser.get(reverse("contacts:note", args=[note.pk])).status_code == 200
    assert browser.get(reverse("contacts:change", args=[note.pk])).status_code == 302
    answer = change(browser, note, text="Mine now.")
    assert (answer.status_code, "Mine now." in answer.content.decode()) == (409, True)
    note.refresh_from_db()
    assert note.version == 1
    assert not NoteRevision.objects.exists()


def test_a_second_amendment_at_once_keeps_its_words_and_goes_on_from_the_first(
    browser, district, who
):
    note = sign_note(note=log(who, district.ana), act=act(who, at=NOW))
    change(browser, note, text="It was her sister.")
    first = Note.objects.get(amends=note)
    other = str(UUID_2)
    answer = change(browser, note, text="It was her cousin.", client_uuid=other)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert ("It was her sister." in body, "It was her cousin." in body) == (True, True)
    assert first.revisions.get().text == "It was her cousin."
    assert f'action="{reverse("contacts:change", args=[first.pk])}"' in body
    change(browser, first, text="Sister and cousin.", client_uuid=other)
    assert Note.objects.get(amends=first).text == "Sister and cousin."


def test_a_change_of_a_note_signed_meanwhile_is_refused_and_can_amend_it(browser, district, who):
    note = log(who, district.ana)
    sign_note(note=note, act=act(who, at=NOW))
    answer = change(browser, note, text="It was her sister.")
    body = answer.content.decode()
    assert (answer.status_code, Note.objects.count()) == (409, 1)
    assert ("It was her sister." in body, "Amend instead" in body) == (True, True)
    assert NoteRevision.objects.get().text == "It was her sister."
    note.refresh_from_db()
    assert change(browser, note, text="It was her sister.").status_code == 302
    assert Note.objects.get(amends=note).text == "It was her sister."


def test_a_mistake_in_a_stale_form_leaves_it_stale(browser, district, who):
    note = log(who, district.ana)
    change(browser, note, text="From one window.", client_uuid=str(UUID_2))
    wrong = change(browser, note, text="From the other.", outcome_call="")
    assert (wrong.status_code, 'name="version" value="1"' in wrong.content.decode()) == (422, True)


def test_a_script_changes_a_note_once_however_often_it_sends(browser, district, who):
    note = log(who, district.ana)
    first = change(browser, note, headers=JSON, text="Better words.")
    again = change(browser, note, headers=JSON, text="Better words.")
    there = {"saved": UUID, "note": note.pk, "url": reverse("contacts:note", args=[note.pk])}
    assert first.json() == again.json() == {**there, "says": "The note was saved."}
    note.refresh_from_db()
    assert (note.version, note.revisions.count()) == (2, 1)
    wrong = change(browser, note, headers=JSON, outcome_call="")
    assert (wrong.status_code, "<html" in wrong.content.decode()) == (422, False)


def test_only_its_author_is_told_that_a_note_is_about_somebody_out_of_reach(
    browser, district, who
):
    note = log(who, district.ana, district.dov)
    there = reverse("contacts:note", args=[note.pk])
    page = browser.get(there).content.decode()
    assert ("1 student you no longer serve" in page, "Dov" in page) == (True, False)
    for role in (Role.COUNSELOR, Role.SCHOOL_ADMINISTRATOR, Role.AUDITOR):
        other = sign_in(hire(role, district.oak)).get(there).content.decode()
        assert ("no longer serve" in other, "Dov" in other) == (False, False)


def test_a_note_is_changed_and_amended_only_by_who_serves_all_it_is_about(browser, district, who):
    note = log(who, district.ana, district.dov)
    address = reverse("contacts:change", args=[note.pk])
    assert browser.get(address).status_code == 403
    assert change(browser, note, text="Of one alone.").status_code == 403
    browser.post(address, {**own(browser), "action": "sign"})
    assert change(browser, note, text="Of one alone.").status_code == 403
    assert (Note.objects.get().text, Note.objects.get().version) == (note.text, 1)
    assert not NoteRevision.objects.exists()
    assert address not in browser.get(reverse("contacts:note", args=[note.pk])).content.decode()
