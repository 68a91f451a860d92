"""The pages of casework: what they save, what they refuse, and in how many statements."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from audit.choices import Access
from audit.models import AccessEvent
from cases.actions import sign_note
from cases.models import Note, NoteDraft, NoteRevision, Task
from students.models import Student
from tests.cases.conftest import NOW, UUID_2, log
from tests.factories import (
    TODAY,
    GuardianshipFactory,
    HouseholdFactory,
)
from tests.world import hire, sign_in

UUID = "11111111-2222-3333-4444-555555555555"
CALL = {"kind": "call", "who": "someone", "outcome_call": "spoke", "client_uuid": UUID}


def own(browser):
    """What a form of one's own page says: whose it is."""
    return {"author": browser.session["_auth_user_id"]}


def send(browser, *students, headers=None, **values):
    data = {**CALL, **own(browser), "student": [s.pk for s in students], **values}
    return browser.post(reverse("quick-log"), data, headers=headers or {})


# --- Quick log --------------------------------------------------------------------------


def test_a_contact_is_logged_and_leads_to_the_case(browser, district, case):
    answer = send(browser, district.ana, text="All well.", next_step="visit")
    assert answer.headers["Location"] == reverse("cases:case", args=[case.pk])
    note = Note.objects.get()
    assert (note.text, note.reached, note.with_whom) == ("All well.", True, "someone")
    assert Task.objects.get().due_on == TODAY + timedelta(days=2)


def test_it_leads_back_to_where_it_was_opened_and_nowhere_else(browser, district):
    there = reverse("student", args=[district.ana.pk])
    assert send(browser, district.ana, next="/schools/").headers["Location"] == "/schools/"
    away = send(browser, district.ana, next="https://elsewhere.example/")
    assert away.headers["Location"] == there


def test_a_script_gets_words_it_understands(browser, district):
    json = {"Accept": "application/json"}
    answer = send(browser, district.ana, headers=json)
    again = send(browser, district.ana, headers=json)
    assert answer.json() == again.json()
    assert answer.json()["saved"] == UUID
    assert not NoteRevision.objects.exists()
    wrong = send(browser, district.ana, headers=json, outcome_call="")
    assert (wrong.status_code, "Choose what came of it." in wrong.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "values",
    [
        {"outcome_call": ""},
        {"kind": "nonsense"},
        {"who": "adult:999999"},
        {"happened_at": "2027-01-01T10:00"},
        {"minutes": "-1"},
        {"barriers": ["gremlins"]},
        {"text": "x" * 20_001},
        {"kind": "other", "text": " "},
    ],
)
def test_what_cannot_be_saved_is_said_and_leaves_nothing(browser, district, values):
    assert send(browser, district.ana, **values).status_code == 422
    assert Note.objects.count() == 0


def test_an_adult_of_another_child_cannot_be_named(browser, district):
    tie = GuardianshipFactory(student=district.ben)
    assert send(browser, district.ana, who=f"adult:{tie.guardian_id}").status_code == 422
    own = GuardianshipFactory(student=district.ana)
    assert send(browser, district.ana, who=f"adult:{own.guardian_id}").status_code == 302


def test_only_brothers_and_sisters_within_reach_share_a_note(browser, district):
    home = HouseholdFactory()
    inside = [district.ana.pk, district.ben.pk, district.dov.pk]
    Student.objects.filter(pk__in=inside).update(household=home)
    assert send(browser, district.ana, district.dov).status_code == 404  # at Pine
    assert send(browser, district.ana, district.cleo).status_code == 404
    assert Note.objects.count() == 0
    assert send(browser, district.ana, district.ben).status_code == 302
    assert Note.objects.get().about.count() == 2


def test_a_page_of_the_sheet_shows_no_stranger(browser, district):
    page = browser.get(reverse("quick-log"), {"q": "Ito"})
    text = page.content.decode()
    assert ("Ito, Ana" in text, "Ito, Dov" in text) == (True, False)


def test_the_sheet_of_nobody_is_about_nobody(browser, district, case):
    page = shown(browser, "quick-log", query="?blank=1")
    assert ("data-log-blank" in page, "data-day=" in page) == (True, True)
    assert ("Ana" in page, "csrfmiddlewaretoken" in page, "<html" in page) == (False, False, False)
    assert browser.post(reverse("quick-log") + "?blank=1", own(browser)).status_code == 422


def test_a_liaison_logs_and_makes_no_task(district, case):
    liaison = sign_in(hire(Role.LIAISON, district.oak))
    assert send(liaison, district.ana, next_step="visit").status_code == 302
    assert (Note.objects.count(), Task.objects.count()) == (1, 0)


# --- Drafts -----------------------------------------------------------------------------


def keep(browser, student, seq=1, **values):
    data = {**CALL, **own(browser), "student": student.pk, "seq": seq, **values}
    return browser.post(reverse("cases:draft"), data)


def test_a_draft_opens_again_with_its_student_for_its_author_alone(browser, district, boss):
    answer = keep(browser, district.ana, text="Half a sent")
    assert answer.json() == {"kept": UUID}
    address = reverse("quick-log") + f"?student={district.ana.pk}"
    assert "Half a sent" in browser.get(address).content.decode()
    assert UUID in browser.get(address).content.decode()
    assert "Half a sent" not in browser.get(address + "&new=1").content.decode()
    assert "Half a sent" not in sign_in(boss).get(address).content.decode()
    assert "Half a sent" in browser.get(reverse("cases:drafts")).content.decode()
    assert "Half a sent" not in sign_in(boss).get(reverse("cases:drafts")).content.decode()


def test_a_draft_about_a_stranger_is_refused(browser, district):
    assert keep(browser, district.dov, text="x").status_code == 404
    assert keep(browser, district.ana, text="x" * 70_000).status_code == 422
    assert NoteDraft.objects.count() == 0


@pytest.mark.parametrize("key", ["9" * 20, "9" * 19, "0", "x"])
def test_every_student_of_a_draft_is_one_within_reach(browser, district, key):
    ana, dov = district.ana.pk, district.dov.pk
    address = reverse("cases:draft")
    for about in ([key, ana], [ana, key], [dov, ana], [ana, dov]):
        data = {**CALL, **own(browser), "seq": 1, "student": about}
        assert browser.post(address, data).status_code == 404
    assert not NoteDraft.objects.exists()
    NoteDraft.objects.create(user_id=browser.session["_auth_user_id"], client_uuid=UUID, seq=1)
    NoteDraft.objects.update(payload={"student": [key]})
    assert browser.get(reverse("cases:drafts")).status_code == 200


def test_a_draft_that_met_other_words_is_told_so(browser, district):
    keep(browser, district.ana, seq=5, text="Later.")
    assert keep(browser, district.ana, seq=4, text="Late.").status_code == 409
    assert NoteDraft.objects.get().payload["text"] == ["Later."]
    send(browser, district.ana)
    assert keep(browser, district.ana, seq=6, text="After it was saved.").status_code == 409


def test_a_draft_is_thrown_away(browser, district):
    keep(browser, district.ana, text="x")
    browser.post(reverse("cases:drafts"), {"client_uuid": UUID})
    assert NoteDraft.objects.count() == 0


# --- Notes ------------------------------------------------------------------------------


def change(browser, note, headers=None, **values):
    """Send what the form of a note sends: a change, or an amendment of a signed one."""
    intent = {"amend": "yes"} if note.signed_at else {}
    data = {**CALL, **own(browser), "version": note.version, **intent, **values}
    return browser.post(reverse("cases:change", args=[note.pk]), data, headers=headers or {})


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
    browser.post(reverse("cases:change", args=[note.pk]), {**own(browser), "action": "sign"})
    note.refresh_from_db()
    assert note.signed_at
    answer = change(browser, note, text="It was her sister.")
    amendment = Note.objects.exclude(pk=note.pk).get()
    assert answer.headers["Location"] == reverse("cases:note", args=[amendment.pk])
    old = browser.get(reverse("cases:note", args=[note.pk])).content.decode()
    assert "This note was amended" in old


def test_somebody_elses_note_is_read_and_not_changed(district, who, boss):
    note = log(who, district.ana)
    browser = sign_in(boss)
    assert browser.get(reverse("cases:note", args=[note.pk])).status_code == 200
    assert browser.get(reverse("cases:change", args=[note.pk])).status_code == 302
    answer = change(browser, note, text="Mine now.")
    assert (answer.status_code, "Mine now." in answer.content.decode()) == (409, True)
    note.refresh_from_db()
    assert note.version == 1
    assert not NoteRevision.objects.exists()


def test_a_second_amendment_at_once_keeps_its_words_and_goes_on_from_the_first(
    browser, district, who
):
    note = sign_note(note=log(who, district.ana), by=who, now=NOW)
    change(browser, note, text="It was her sister.")
    first = Note.objects.get(amends=note)
    other = str(UUID_2)
    answer = change(browser, note, text="It was her cousin.", client_uuid=other)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert ("It was her sister." in body, "It was her cousin." in body) == (True, True)
    assert first.revisions.get().text == "It was her cousin."
    assert f'action="{reverse("cases:change", args=[first.pk])}"' in body
    change(browser, first, text="Sister and cousin.", client_uuid=other)
    assert Note.objects.get(amends=first).text == "Sister and cousin."


def test_a_change_of_a_note_signed_meanwhile_is_refused_and_can_amend_it(browser, district, who):
    note = log(who, district.ana)
    sign_note(note=note, by=who, now=NOW)
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


JSON = {"Accept": "application/json"}


def test_a_script_changes_a_note_once_however_often_it_sends(browser, district, who):
    note = log(who, district.ana)
    first = change(browser, note, headers=JSON, text="Better words.")
    again = change(browser, note, headers=JSON, text="Better words.")
    there = {"saved": UUID, "note": note.pk, "url": reverse("cases:note", args=[note.pk])}
    assert first.json() == again.json() == there
    note.refresh_from_db()
    assert (note.version, note.revisions.count()) == (2, 1)
    wrong = change(browser, note, headers=JSON, outcome_call="")
    assert (wrong.status_code, "<html" in wrong.content.decode()) == (422, False)


# --- Drafts of changes ------------------------------------------------------------------


def keep_change(browser, note, seq=1, **values):
    data = {**CALL, **own(browser), "note": note.pk, "version": note.version, "seq": seq, **values}
    return browser.post(reverse("cases:draft"), data)


def shown(browser, name, *args, query=""):
    return browser.get(reverse(name, args=args) + query).content.decode()


def test_words_of_a_change_come_back_in_the_form_of_that_note_alone(browser, district, who):
    note, other = log(who, district.ana), log(who, district.ana, uuid=UUID_2)
    assert keep_change(browser, note, text="Half a sent", student=district.ana.pk).json()
    sheet = shown(browser, "quick-log", query=f"?student={district.ana.pk}")
    form = shown(browser, "cases:change", note.pk)
    assert ("Half a sent" in form, UUID in form) == (True, True)
    assert "Half a sent" not in sheet
    assert "Half a sent" not in shown(browser, "cases:change", other.pk)
    drafts = shown(browser, "cases:drafts")
    assert ("Half a sent" in drafts, reverse("cases:change", args=[note.pk]) in drafts) == (
        True,
        True,
    )


def test_words_of_a_change_are_told_when_the_note_has_moved_on(browser, district, who):
    note = log(who, district.ana)
    keep_change(browser, note, text="Typed first.")
    change(browser, note, text="Saved since.", client_uuid=str(UUID_2))
    form = shown(browser, "cases:change", note.pk)
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
    there = reverse("cases:change", args=[note.pk])
    answer = browser.post(reverse("cases:drafts"), {"client_uuid": UUID, "next": there})
    assert (answer.headers["Location"], NoteDraft.objects.count()) == (there, 0)


def test_unsaved_notes_are_listed_in_as_many_statements_however_many(browser, district, who):
    def statements(upto):
        for n in range(NoteDraft.objects.count() // 2, upto):
            note = log(who, district.ana, uuid=uuid.UUID(int=1000 + n))
            keep_change(browser, note, client_uuid=str(uuid.UUID(int=2000 + n)), text="x")
            keep(browser, district.ana, client_uuid=str(uuid.UUID(int=3000 + n)), text="y")
        with CaptureQueriesContext(connection) as found:
            shown(browser, "cases:drafts")
        return len(found)

    assert statements(10) == statements(50)


def test_a_student_out_of_reach_is_counted_and_not_named(browser, district, who):
    note = log(who, district.ana, district.dov)
    page = browser.get(reverse("cases:note", args=[note.pk])).content.decode()
    assert ("1 student you do not serve" in page, "Dov" in page) == (True, False)


def test_a_note_is_changed_and_amended_only_by_who_serves_all_it_is_about(browser, district, who):
    note = log(who, district.ana, district.dov)
    address = reverse("cases:change", args=[note.pk])
    assert browser.get(address).status_code == 403
    assert change(browser, note, text="Of one alone.").status_code == 403
    browser.post(address, {**own(browser), "action": "sign"})
    assert change(browser, note, text="Of one alone.").status_code == 403
    assert (Note.objects.get().text, Note.objects.get().version) == (note.text, 1)
    assert not NoteRevision.objects.exists()
    assert address not in browser.get(reverse("cases:note", args=[note.pk])).content.decode()


# --- Somebody else signed in -------------------------------------------------------------


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
        sign_note(note=note, by=who, now=NOW)
    before = kept_rows()
    form = {**CALL, "author": who.pk, "seq": 1, "version": 1, "text": "It was <her> sister."}
    address, values = {
        "new": (reverse("quick-log"), {"student": district.ana.pk}),
        "draft": (reverse("cases:draft"), {"student": district.ana.pk}),
        "change": (reverse("cases:change", args=[note.pk]), {}),
        "draft of a change": (reverse("cases:draft"), {"note": note.pk}),
        "amend": (reverse("cases:change", args=[note.pk]), {"amend": "yes"}),
        "sign": (reverse("cases:change", args=[note.pk]), {"action": "sign"}),
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
        reverse("cases:draft"),
        reverse("cases:change", args=[note.pk]),
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
    assert said in shown(browser, "cases:change", note.pk)
    assert said in shown(browser, "cases:note", note.pk)
