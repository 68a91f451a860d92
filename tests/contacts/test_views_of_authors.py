"""Words are saved only as those of whoever's page they were typed into."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from audit.choices import Access
from audit.models import AccessEvent
from contacts.actions import sign_note
from contacts.models import Note, NoteDraft, NoteRevision
from tests.contacts.pages import CALL, JSON, own, send, shown
from tests.contacts.world import NOW, log
from tests.factories import act
from tests.world import hire, sign_in


def kept_rows():
    return [model.objects.count() for model in (Note, NoteDraft, NoteRevision)]


def refusals():
    return list(
        AccessEvent.objects.filter(access=Access.REFUSED).values_list(
            "actor_name", "page", "reason", "student_ids"
        )
    )


@pytest.mark.parametrize("place", ["oak", "pine"])
@pytest.mark.parametrize("door", ["new", "draft", "change", "draft of a change", "amend", "sign"])
def test_words_of_one_are_never_saved_as_those_of_another(district, who, place, door):
    other = hire(Role.COUNSELOR, getattr(district, place))
    note = log(who, district.ana)
    if door == "amend":
        sign_note(note=note, act=act(who, at=NOW))
    before = kept_rows()
    form = {**CALL, "author": who.pk, "seq": 1, "version": 1, "text": "It was <her> sister."}
    address, values = {
        "new": (reverse("quick-log"), {"student": district.ana.pk}),
        "draft": (reverse("contacts:draft"), {"student": district.ana.pk}),
        "change": (reverse("contacts:change", args=[note.pk]), {}),
        "draft of a change": (reverse("contacts:draft"), {"note": note.pk}),
        "amend": (reverse("contacts:change", args=[note.pk]), {"amend": "yes"}),
        "sign": (reverse("contacts:change", args=[note.pk]), {"action": "sign"}),
    }[door]
    script = sign_in(other).post(address, {**form, **values}, headers=JSON)
    assert (script.status_code, script.json()) == (
        409,
        {
            "reason": "author",
            "says": f"You are signed in as {other.name}; these words are {who.name}’s. "
            f"Sign in as {who.name} to save them.",
        },
    )
    page = sign_in(other).post(address, {**form, **values})
    body = page.content.decode()
    assert page.status_code == 409
    assert f"these words are {who.name}’s" in body
    assert "It was &lt;her&gt; sister." in body
    assert "Ana" not in body
    note.refresh_from_db()
    assert (kept_rows(), note.version, note.author) == (before, 1, who)
    assert {row[0] for row in refusals()} == {other.name}
    assert [row[2:] for row in refusals()] == [("words of another author", [])] * 2
    assert not AccessEvent.objects.filter(access=Access.READ, actor_name=other.name).exists()
    taken = sign_in(who).post(address, {**form, **values}, headers=JSON)
    assert taken.status_code == (302 if door == "sign" else 200)


def test_nobody_without_rights_is_told_more_than_whose_words_they_are(district, who):
    auditor = sign_in(hire(Role.AUDITOR))
    form = {**CALL, "student": district.ana.pk}
    told = auditor.post(reverse("quick-log"), {**form, "author": who.pk}, headers=JSON)
    assert (told.status_code, told.json()["reason"]) == (409, "author")
    assert auditor.post(reverse("quick-log"), {**form, **own(auditor)}).status_code == 403


@pytest.mark.parametrize("said", ["x", "9" * 30, "987654321", "-1"])
def test_what_is_nobody_is_somebody_else(browser, district, said):
    answer = send(browser, district.ana, author=said)
    assert (answer.status_code, kept_rows()) == (409, [0, 0, 0])
    assert "these words are somebody else’s" in answer.content.decode()


def test_a_page_that_does_not_say_whose_it_is_saves_nothing(browser, district, who):
    note = log(who, district.ana)
    form = {**CALL, "student": district.ana.pk, "version": 1, "text": "Whose?"}
    before = kept_rows()
    for address in (
        reverse("quick-log"),
        reverse("contacts:draft"),
        reverse("contacts:change", args=[note.pk]),
    ):
        page = browser.post(address, form)
        assert (page.status_code, "Whose?" in page.content.decode()) == (403, True)
        assert browser.post(address, form, headers=JSON).json()["reason"] == "no author"
    assert kept_rows() == before
    assert {row[2] for row in refusals()} == {"words of no author"}


def test_every_form_says_whose_page_it_is(browser, district, who):
    note = log(who, district.ana)
    said = f'name="author" value="{who.pk}"'
    assert said in shown(browser, "quick-log", query=f"?student={district.ana.pk}")
    assert said in shown(browser, "contacts:change", note.pk)
    assert said in shown(browser, "contacts:note", note.pk)
